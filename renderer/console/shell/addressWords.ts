import type { I18n } from '@lingui/core';
import type { AddressTrouble } from './hubChoiceModel.ts';

/** What is wrong with a hub's address, and what to do about it. */
export function addressWords(i18n: I18n, trouble: AddressTrouble): string {
  switch (trouble) {
    case 'notAnAddress':
      return i18n._('This is not an address. It looks like this: groups.example.org');
    case 'notSecret':
      return i18n._(
        'This address is not secret on its way. Ask your practice for one that begins with https.',
      );
    case 'unreachable':
      return i18n._(
        'Nothing answers at this address. Check how it is spelled and whether this computer is online, then try again.',
      );
    case 'badCertificate':
      return i18n._(
        'This address cannot show that it is the one it says it is. Do not go on; ask the people who look after your practice’s computers.',
      );
    case 'notAHub':
      return i18n._('Something answers at this address, but it is no Circlewell hub. Check the address.');
    case 'olderHub':
      return i18n._(
        'The hub at this address is older than this app. Ask the people who look after it to update it.',
      );
    case 'newerHub':
      return i18n._('The hub at this address is newer than this app. Update this app, then try again.');
  }
}
