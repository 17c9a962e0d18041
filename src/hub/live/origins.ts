/** The origin of the console inside the desktop shell. */
export const APP_ORIGIN = 'app://circlewell';

/**
 * Whether a page of this origin may open the live socket (docs/spec/live.md, LI1). Browsers always send the header on
 * a WebSocket, so its absence is no browser of ours.
 */
export function isAllowedOrigin(origin: string | undefined, own: readonly string[]): boolean {
  return origin !== undefined && (origin === APP_ORIGIN || own.includes(origin));
}
