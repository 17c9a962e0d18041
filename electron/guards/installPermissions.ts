import { mayGrant } from './permissions.ts';

/** Asks the operating system, where it wants to be asked (macOS); resolves false where the person has said no. */
export type AskSystem = (kind: 'camera' | 'microphone') => Promise<boolean>;

/** What Chromium tells of a check or a request. Electron's `Session` fits `PermissionPort`. */
type AskDetails = { readonly isMainFrame: boolean };
type RequestDetails = AskDetails & {
  readonly requestingUrl: string;
  readonly mediaTypes?: readonly ('video' | 'audio')[];
};

/** The part of Electron's `Session` that decides on permissions. */
export interface PermissionPort {
  setPermissionCheckHandler(
    handler: (
      contents: unknown,
      permission: string,
      requestingOrigin: string,
      details: AskDetails & { readonly mediaType?: 'video' | 'audio' | 'unknown' },
    ) => boolean,
  ): void;
  setPermissionRequestHandler(
    handler: (
      contents: unknown,
      permission: string,
      callback: (isGranted: boolean) => void,
      details: RequestDetails,
    ) => void,
  ): void;
  setDevicePermissionHandler(handler: () => boolean): void;
}

/** Puts the rule of `mayGrant` under every way in which Chromium asks. Devices (USB, serial, HID) are never granted. */
export function installPermissions(session: PermissionPort, askSystem: AskSystem): void {
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    mayGrant({
      permission,
      requestingUrl: requestingOrigin,
      isMainFrame: details.isMainFrame,
      mediaKinds: details.mediaType === undefined ? [] : [details.mediaType],
    }),
  );

  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const mediaKinds = details.mediaTypes ?? [];
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
