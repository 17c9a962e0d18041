/** What of the browser's Trusted Types is used here; the DOM's types do not have them yet. A trusted address is taken wherever its text is. */
export type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
};
declare global {
  // Widens the DOM's own.
  interface Window {
    readonly trustedTypes?: TrustedTypes;
  }
}

/** The policy's name, which the content security policy of the console's page lets in (AP23). */
const POLICY = 'circlewell';

/** Makes addresses of scripts trusted: of this origin's own files, and of nothing else (NB50). For use once a page. */
export function createScriptUrls(
  trustedTypes: TrustedTypes | undefined,
  origin: string,
): (url: string) => string {
  const own = (url: string): string => {
    const { origin: from, pathname } = new URL(url, origin);
    if (from !== origin || !/^\/(assets\/)?[\w.-]+\.js$/.test(pathname))
      throw new TypeError('Only scripts of the bundle are started');
    return pathname;
  };
  const policy = trustedTypes?.createPolicy(POLICY, { createScriptURL: own });
  return (url) => policy?.createScriptURL(url) ?? own(url);
}
