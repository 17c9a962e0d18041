import type { I18n } from '@lingui/core';
import type { ParticipantRole } from '../../../src/protocol/session/people.ts';

/** What stands beside a name; members need no word. */
export function roleDetail(i18n: I18n, role: ParticipantRole): string | undefined {
  switch (role) {
    case 'lead':
      return i18n._('leads');
    case 'coFacilitator':
      return i18n._('co-leads');
    case 'noteTaker':
      return i18n._('takes notes');
    case 'supervisor':
      return i18n._('observes');
    case 'member':
      return undefined;
  }
}
