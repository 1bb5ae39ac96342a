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
  // Connections to the browser's vendor: out of place in a meter's demo.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-field-trial-config',
  '--disable-sync',
  '--no-pings',
  '--disable-quic',
  // No switch turns these two off, but a port without a listener does. Seen at the interface, Chromium 156.
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
    // Chromium's sandbox refuses to start as root; other users keep it.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    'about:blank',
  ];
}
