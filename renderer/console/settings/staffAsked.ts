import type { I18n } from '@lingui/core';
import type { StaffEntry } from '../../../src/protocol/api/staffLinks.ts';
import type { StaffRole } from '../../../src/protocol/session/people.ts';
import { roleWords } from '../app/RoleName.tsx';

/** What is asked about an account before it is done, in a dialog of its own or by a question. */
export type Asked =
  | { readonly kind: 'signOut'; readonly staff: StaffEntry }
  | { readonly kind: 'signature'; readonly staff: StaffEntry }
  | StaffQuestion;

/** What is done after one question. */
export type StaffQuestion =
  | {
      readonly kind: 'deactivate' | 'link' | 'owner' | 'handOver' | 'endOwnership';
      readonly staff: StaffEntry;
    }
  | { readonly kind: 'role'; readonly staff: StaffEntry; readonly role: StaffRole };

type Question = {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly tone: 'primary' | 'danger';
};

/** A question in words: what will be done, and what comes of it. */
export function questionWords(i18n: I18n, asked: StaffQuestion, isSelf: boolean): Question {
  const name = asked.staff.displayName;
  const cancel = i18n._('Cancel');
  switch (asked.kind) {
    case 'role':
      return {
        title: i18n._('Give {name} the role “{role}”?', { name, role: roleWords(i18n, asked.role) }),
        text: i18n._(
          'They are signed out at once, also from a session that is on, and sign in again with the new role.',
        ),
        confirm: i18n._('Change the role'),
        cancel,
        tone: 'primary',
      };
    case 'deactivate':
      return {
        title: i18n._('Deactivate the account of {name}?', { name }),
        text: i18n._(
          'They are signed out at once, also from a session that is on, and cannot sign in any more. You can activate the account again at any time.',
        ),
        confirm: i18n._('Deactivate'),
        cancel: i18n._('Keep it active'),
        tone: 'danger',
      };
    case 'link':
      return {
        title: i18n._('Make a link for a new passphrase of {name}?', { name }),
        text: i18n._(
          'Their passphrase ends now, and they are signed out everywhere, also from a session that is on. With the link they choose a new one themselves. They are told that you made it.',
        ),
        confirm: i18n._('Make the link'),
        cancel,
        tone: 'danger',
      };
    case 'owner':
      return {
        title: i18n._('Make {name} an owner too?', { name }),
        text: i18n._(
          'They may then do all that you may, also take the ownership from you. Two owners are good: the practice stays yours when one forgets a passphrase.',
        ),
        confirm: i18n._('Make them an owner'),
        cancel,
        tone: 'primary',
      };
    case 'handOver':
      return {
        title: i18n._('Hand the practice over to {name}?', { name }),
        text: i18n._(
          'They own it from now on, and you do not. Your role stays as it is. Only they can give it back.',
        ),
        confirm: i18n._('Hand it over'),
        cancel,
        tone: 'danger',
      };
    case 'endOwnership':
      return {
        title: isSelf
          ? i18n._('Give your ownership up?')
          : i18n._('Take the ownership from {name}?', { name }),
        text: i18n._('The role stays as it is. The practice must keep one owner who can sign in.'),
        confirm: isSelf ? i18n._('Give it up') : i18n._('Take it away'),
        cancel,
        tone: 'danger',
      };
  }
}
