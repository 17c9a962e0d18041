import type { I18n } from '@lingui/core';
import type { KeyPlace } from '../../../src/protocol/ipc/shellState.ts';

/** SH55: why the key lies in a file, what that means, and what to do; null where it does not. */
export function keyFileWords(i18n: I18n, key: KeyPlace): string | null {
  if (key.at !== 'keyFile') return null;
  switch (key.why) {
    case 'noKeychain':
      return i18n._(
        'This computer has no keychain, so the key to your data lies in a file beside it. Whoever can read your files can read the data. Set up a keychain (on Linux: GNOME Keyring or KWallet), and start Circlewell again.',
      );
    case 'weakKeychain':
      return i18n._(
        'This computer’s keychain does not keep secrets, so the key to your data lies in a file beside it. Whoever can read your files can read the data. Set up a keychain (on Linux: GNOME Keyring or KWallet), and start Circlewell again.',
      );
    case 'keychainRefused':
      return i18n._(
        'The keychain has refused the key to your data, so it lies in a file beside the data. Whoever can read your files can read the data. Unlock the keychain, and start Circlewell again.',
      );
  }
}

/** SH56: why there is no key, and what to do. */
export function lockedWords(i18n: I18n, key: KeyPlace): string {
  if (key.at === 'broken')
    return i18n._(
      'The file of the key holds no key. Put it back from your backup, then try again. If you have no backup of it, ask your administrator before you change anything.',
    );
  if (key.at === 'locked' && key.why === 'keychainRefused')
    return i18n._(
      'The key is in this computer’s keychain, and the keychain does not give it out. Unlock the keychain, then try again. If it was made new, put the key back from your backup.',
    );
  return i18n._(
    'The key is in this computer’s keychain, and the keychain is not there. Sign in to the computer as you always do, or start its keychain, then try again.',
  );
}
