/** Registrable domains that the tests' servers answer for, subdomains included. */
export const HOSTS = ['news.test', 'cdn.test', 'ads.test', 'app.test', 'shop.test'] as const;
