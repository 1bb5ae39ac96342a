const always = [
  '--remote-debugging-pipe',
  // Branded Chrome ignores --load-extension since 137; over the pipe `Extensions.loadUnpacked` works in every build.
  // https://groups.google.com/a/chromium.org/g/chromium-extensions/c/1-g8EFx2BBY
  '--enable-unsafe-extension-debugging',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-search-engine-choice-screen',
  '--password-store=basic',
  '--use-mock-keychain',
  // What a browser would talk about with its maker: a meter's demo is no place for it.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-field-trial-config',
  '--disable-sync',
  '--no-pings',
  '--disable-quic',
  // No switch turns these two off: a port where nobody listens does. Seen at the interface, Chromium 156.
  '--component-updater=url-source=http://localhost:9/',
  '--gaia-url=http://localhost:9',
  '--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,DialMediaRouteProvider,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,Translate',
];

/**
 * @param {{ profile: string; headless: boolean; offline: boolean }} options
 * @returns {string[]}
 */
export function chromiumArguments({ profile, headless, offline }) {
  return [
    ...always,
    `--user-data-dir=${profile}`,
    ...(headless ? ['--headless=new', '--hide-scrollbars', '--autoplay-policy=no-user-gesture-required'] : []),
    ...(offline ? ['--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE *.localhost'] : []),
    // Chromium's sandbox refuses to start as root; anybody else keeps it.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    'about:blank',
  ];
}
