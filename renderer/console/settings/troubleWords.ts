import type { I18n } from '@lingui/core';
import type { DeviceTrouble } from '../../live/contract.ts';

/** Why a device cannot be used and what to do about it. */
export function troubleWords(i18n: I18n, kind: 'microphone' | 'camera', trouble: DeviceTrouble): string {
  const isMicrophone = kind === 'microphone';
  switch (trouble) {
    case 'missing':
      return isMicrophone
        ? i18n._('No microphone was found. Plug one in; the group cannot hear you until then.')
        : i18n._('No camera was found. Plug one in; the group sees your initials until then.');
    case 'denied':
      return isMicrophone
        ? i18n._(
            'The microphone is not allowed. Allow it for Circlewell in the address bar or in the system’s privacy settings.',
          )
        : i18n._(
            'The camera is not allowed. Allow it for Circlewell in the address bar or in the system’s privacy settings.',
          );
    case 'busy':
      return isMicrophone
        ? i18n._('Another program is using the microphone. Close it there, then try again.')
        : i18n._('Another program is using the camera. Close it there, then try again.');
    case 'insecure':
      return i18n._(
        'Camera and microphone work only over a secure address (https). Open Circlewell by its secure address.',
      );
    case 'failed':
      return isMicrophone
        ? i18n._('The microphone did not start. Unplug it and plug it in again, or choose another one.')
        : i18n._('The camera did not start. Unplug it and plug it in again, or choose another one.');
  }
}
