/** The page's own scheme and host, instead of file: (which would share one origin with every file) or a local port. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'circlewell';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/**
 * What Chromium is to make of the scheme; must be registered before the app is ready. Standard: has origins, relative
 * addresses and storage. Secure: cameras, WebCrypto. No service workers, and no way around the content security policy.
 */
export const APP_SCHEME_PRIVILEGES = {
  standard: true,
  secure: true,
  supportFetchAPI: true,
  stream: true,
  codeCache: true,
  bypassCSP: false,
  allowServiceWorkers: false,
} as const;

/** True for an address of the page's own origin. `URL.origin` cannot be asked: Node answers "null" for own schemes. */
export function isOwnUrl(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${APP_SCHEME}:` &&
    url.host === APP_HOST &&
    url.username === '' &&
    url.password === ''
  );
}
