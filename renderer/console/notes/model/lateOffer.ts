import type { I18n } from '@lingui/core';
import { mayRole } from '../../../../src/domain/notes/noteRights.ts';
import type { Me } from '../../../../src/protocol/api/accounts.ts';
import type { SessionNotesReply } from '../../../../src/protocol/api/notes.ts';
import type { LateChoice, LatePart } from '../../../notebook/documents/lateDealt.ts';
import { sectionName } from '../sectionWords.ts';
import { fieldWords } from '../wholeWords.ts';

/** The most characters of an addendum. */
const MOST = 20_000;

/**
 * Whether somebody is asked what becomes of late text: whoever wrote it, and where none of those may sign, everybody who writes
 * notes and may add to them, so that it waits for nobody in vain (SG45).
 */
export function isOfferedTo(
  { by }: { readonly by: readonly string[] },
  { id, role }: Pick<Me['staff'], 'id' | 'role'>,
  signers: SessionNotesReply['signers'],
): boolean {
  if (!mayRole(role, 'write')) return false;
  const mayOneAdd = signers.some(({ staffId }) => by.includes(staffId));
  return by.includes(id) || (!mayOneAdd && mayRole(role, 'amend'));
}

/** The words of an addendum that says what late text said: each sentence once, under the name of its section. */
export function addendumOf(i18n: I18n, parts: readonly LatePart[], choices: readonly LateChoice[]): string {
  const lines = parts.map(({ section, kind, text, sentence }) =>
    kind === 'added'
      ? i18n._('{section}: {text}', { section: sectionName(i18n, section), text: sentence })
      : i18n._('{section}, taken out: “{text}”', { section: sectionName(i18n, section), text: text.trim() }),
  );
  const chosen = choices.map(({ field, value }) => fieldWords(i18n, field, value));
  return [...new Set([...lines, ...chosen])].join('\n').slice(0, MOST);
}
