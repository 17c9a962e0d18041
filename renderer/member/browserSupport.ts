/** Why this page cannot work in this browser, or null where it can. */
export type Unsupported = 'insecure' | 'browser';

/** Looks for what a live group needs. Without HTTPS (or localhost), browsers give neither camera nor microphone. */
export function findUnsupported(scope: typeof globalThis): Unsupported | null {
  if (!scope.isSecureContext) return 'insecure';
  const hasAll =
    'RTCPeerConnection' in scope &&
    'WebSocket' in scope &&
    'mediaDevices' in scope.navigator &&
    'RTCRtpTransceiver' in scope &&
    typeof scope.structuredClone === 'function';
  return hasAll ? null : 'browser';
}

/** Which browser's words for its own buttons to use when somebody must change a permission. */
export type BrowserFamily = 'ios' | 'android' | 'safari' | 'firefox' | 'chromium';

/** Guesses the browser from its user agent: used for help texts alone, never to switch anything on or off. */
export function browserFamily(userAgent: string, maxTouchPoints: number): BrowserFamily {
  // An iPad calls itself a Mac; no Mac has a touch screen.
  if (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)) return 'ios';
  if (/Android/.test(userAgent)) return 'android';
  if (/Firefox\//.test(userAgent)) return 'firefox';
  if (/Safari\//.test(userAgent) && !/Chrom(e|ium)\//.test(userAgent)) return 'safari';
  return 'chromium';
}

/** Whether camera and microphone were allowed before. False where the browser does not tell (Firefox, older Safari). */
export async function hasDevicePermission(): Promise<boolean> {
  try {
    const answers = await Promise.all([
      navigator.permissions.query({ name: 'camera' }),
      navigator.permissions.query({ name: 'microphone' }),
    ]);
    return answers.every(({ state }) => state === 'granted');
  } catch {
    return false;
  }
}
