/** English: what only the dashboard says. The other catalogues have the same keys. */
export const en = {
  nav: {
    overview: 'Overview',
    sites: 'Sites',
    days: 'Days',
    map: 'Map',
    live: 'Live',
    plan: 'Plans',
    readings: 'Readings',
    holds: 'Holds',
    alerts: 'Alerts',
    advice: 'Advice',
    wifi: 'Wi-Fi hours',
    data: 'Privacy and data',
  },
};

/** The keys and parameters that every language must have. */
export type DashboardWording = typeof en;
