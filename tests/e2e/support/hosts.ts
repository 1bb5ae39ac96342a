/** Registrable domains that the tests' servers answer for; any host below them as well. */
export const HOSTS = ['news.test', 'cdn.test', 'ads.test', 'app.test', 'shop.test'] as const;
