import { isOwnUrl } from '../page/appOrigin.ts';

/** What is asked of the shell, by a request or by a check. `mediaKinds` is given for `media` only. */
export type PermissionAsk = {
  readonly permission: string;
  readonly requestingUrl: string;
  readonly isMainFrame: boolean;
  readonly mediaKinds: readonly string[];
};

/**
 * Denied unless it stands here. Cameras and microphones only by name: a request for neither, or for a kind that is not
 * known, is not a request for "whatever there is".
 */
export function mayGrant({ permission, requestingUrl, isMainFrame, mediaKinds }: PermissionAsk): boolean {
  if (!isMainFrame || !isOwnUrl(requestingUrl)) return false;
  switch (permission) {
    case 'media':
      return mediaKinds.length > 0 && mediaKinds.every((kind) => kind === 'audio' || kind === 'video');
    case 'display-capture': // which screen is still the person's choice: see electron/screens/
    case 'speaker-selection':
    case 'clipboard-sanitized-write': // copying a member's link
      return true;
    default:
      return false;
  }
}
