import type { I18n } from '@lingui/core';
import type { MuteKey } from '../../../src/protocol/ipc/muteKey.ts';
import type { KeyPlace, ShellState, UpdateState } from '../../../src/protocol/ipc/shellState.ts';
import { dayAndTime } from '../../words/time.ts';

/** A key as it is written on the keyboard of this system. */
export function muteKeyName(key: MuteKey, isMac: boolean): string {
  return isMac
    ? key.replace('CommandOrControl+', '⌘').replace('Alt+', '⌥').replace('Shift+', '⇧')
    : key.replace('CommandOrControl', 'Ctrl');
}

/** Which hub is in use. */
export function hubWords(i18n: I18n, hub: ShellState['hub']): string {
  switch (hub.kind) {
    case 'none':
      return i18n._('None has been chosen yet.');
    case 'own':
      return i18n._(
        'On this computer, while this app is open. Only this computer reaches it: members elsewhere cannot come in. For groups over the internet, your practice needs a hub on a server.',
      );
    case 'remote':
      return hub.isFixed
        ? i18n._('{address}, given when the app was started', { address: hub.address })
        : hub.address;
  }
}

/** Where the key to the data is; null where it is none of this computer's business. */
export function keyPlaceWords(i18n: I18n, key: KeyPlace): string | null {
  switch (key.at) {
    case 'elsewhere':
      return null;
    case 'opening':
      return i18n._('The keychain is being asked for it.');
    case 'keychain':
      return i18n._(
        'In this computer’s keychain. A backup made here holds it; a copy of the data’s folder does not.',
      );
    case 'keyFile':
      return i18n._('In a file on this computer, because the keychain cannot be used.');
    case 'locked':
    case 'broken':
      return i18n._('It cannot be had just now.');
  }
}

/** How the app is kept up to date. */
export function updateWords(i18n: I18n, updates: UpdateState): string {
  switch (updates.at) {
    case 'off':
      return offWords(i18n, updates.why);
    case 'current':
      return i18n._('This is the newest version that is known.');
    case 'checking':
      return i18n._('Looking for a new version.');
    case 'downloading':
      return i18n._('Version {version} is being fetched.', { version: updates.version });
    case 'ready':
      return i18n._('Version {version} is ready. It is there when you next start Circlewell.', {
        version: updates.version,
      });
    case 'failed':
      return failedWords(i18n, updates.why);
  }
}

function offWords(i18n: I18n, why: 'noFeed' | 'system' | 'workingCopy'): string {
  switch (why) {
    case 'noFeed':
      return i18n._('This app does not look for new versions. Ask whoever gave it to you.');
    case 'system':
      return i18n._('New versions come with this computer’s own updates.');
    case 'workingCopy':
      return i18n._('This app runs from its source code and is not updated by itself.');
  }
}

function failedWords(i18n: I18n, why: 'unreachable' | 'notSigned' | 'installer'): string {
  switch (why) {
    case 'unreachable':
      return i18n._('New versions cannot be looked for just now. It is tried again in a few hours.');
    case 'notSigned':
      return i18n._(
        'A new version was found, but it is not signed by the people who make this app, so it was not used. Tell your administrator.',
      );
    case 'installer':
      return i18n._('A new version could not be made ready. It is tried again in a few hours.');
  }
}

/** How many crash reports there are, and since when. */
export function crashWords(i18n: I18n, { count, newestAt }: ShellState['crashes']): string {
  if (newestAt === null) return i18n._('None. They would stay on this computer.');
  return i18n._(
    '{count, plural, one {# report, on this computer only} other {# reports, on this computer only}}. The newest: {when}',
    { count, when: dayAndTime(i18n, newestAt) },
  );
}
