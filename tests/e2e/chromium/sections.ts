/** Every section of the dashboard by its hash, one with each kind of detail. */
export const SECTIONS = [
  ...['overview', 'sites', 'sites/youtube.com', 'days', 'map', 'map/instagram.com', 'live', 'plan', 'plan/top-up'],
  ...['readings', 'holds', 'alerts', 'advice', 'wifi', 'data', 'first'],
];
