import { isOwnUrl } from '../page/appOrigin.ts';

/** What is asked of the shell, by a request or by a check. `mediaKinds` is given for `media` only. */
export type PermissionAsk = {
  readonly permission: string;
  readonly requestingUrl: string;
  readonly isMainFrame: boolean;
  readonly mediaKinds: readonly string[];
};

/**
 * What the console asks for, and what for; nothing else is granted. A test holds this against the page's code in both
 * directions: what is used is here, and what is here is used.
 */
export const GRANTED = {
  media: 'camera and microphone, each by name',
  'display-capture': 'sharing a screen; which one is still the person’s choice: see electron/screens/',
  'speaker-selection': 'the loudspeaker that was chosen',
  'clipboard-sanitized-write': 'copying a member’s link',
  'persistent-storage': 'keeping the notebook when the disk is short of room (NB56)',
  // Since version 142 Chromium asks before a page speaks to this machine or to the network that it is in, which is where
  // a hub stands; a page of an own scheme counts as one from the internet. Without these there is no live socket.
  'loopback-network': 'the live socket to the hub on this machine',
  'local-network': 'the live socket and the media to a hub in the practice’s network',
  'local-network-access': 'the two before, as Chromium called them at first',
} as const;

/** Cameras and microphones only by name: a request for neither, or for a kind that is not known, is not "whatever there is". */
export function mayGrant({ permission, requestingUrl, isMainFrame, mediaKinds }: PermissionAsk): boolean {
  if (!isMainFrame || !isOwnUrl(requestingUrl) || !Object.hasOwn(GRANTED, permission)) return false;
  if (permission !== 'media') return true;
  return mediaKinds.length > 0 && mediaKinds.every((kind) => kind === 'audio' || kind === 'video');
}
