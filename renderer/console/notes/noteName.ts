import type { I18n } from '@lingui/core';
import type { NoteEntry } from './model/entries.ts';

/** What a note is called in a list. */
export function noteName(i18n: I18n, { kind, facts }: NoteEntry): string {
  if (kind === 'group') return i18n._('Group part');
  const name = facts.member?.name ?? '';
  return kind === 'absence' ? i18n._('{name} (absent)', { name }) : name;
}
