import type { I18n } from '@lingui/core';
import type { ParticipantRole, StaffRole } from '../../../src/protocol/session/people.ts';
import { useWords } from '../../words/i18n.ts';

/** A role in words. */
export function roleWords(i18n: I18n, role: StaffRole | ParticipantRole): string {
  switch (role) {
    case 'lead':
      return i18n._('Lead');
    case 'coFacilitator':
      return i18n._('Co-facilitator');
    case 'noteTaker':
      return i18n._('Note taker');
    case 'supervisor':
      return i18n._('Supervisor');
    case 'administrator':
      return i18n._('Administrator');
    case 'member':
      return i18n._('Member');
  }
}

/** A role in words, as an element's text. */
export function RoleName({ role }: { role: StaffRole | ParticipantRole }) {
  return roleWords(useWords(), role);
}
