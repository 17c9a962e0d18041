import type { Session } from 'electron';
import { mayGrant } from './permissions.ts';

/** Asks the operating system, where it wants to be asked (macOS); resolves false where the person has said no. */
export type AskSystem = (kind: 'camera' | 'microphone') => Promise<boolean>;

/** Puts the rule of `mayGrant` under every way in which Chromium asks. Devices (USB, serial, HID) are never granted. */
export function installPermissions(session: Session, askSystem: AskSystem): void {
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    mayGrant({
      permission,
      requestingUrl: requestingOrigin,
      isMainFrame: details.isMainFrame,
      mediaKinds: details.mediaType === undefined ? [] : [details.mediaType],
    }),
  );

  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const mediaKinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const ask = {
      permission,
      requestingUrl: details.requestingUrl,
      isMainFrame: details.isMainFrame,
      mediaKinds,
    };
    if (!mayGrant(ask)) {
      callback(false);
      return;
    }
    const kinds = permission === 'media' ? mediaKinds : [];
    Promise.all(kinds.map((kind) => askSystem(kind === 'video' ? 'camera' : 'microphone'))).then(
      (answers) => {
        callback(answers.every(Boolean));
      },
      () => {
        callback(false);
      },
    );
  });

  session.setDevicePermissionHandler(() => false);
}
