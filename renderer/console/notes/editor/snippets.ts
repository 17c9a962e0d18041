import type { TextEdit } from '../../../../src/domain/notes/textEdits.ts';
import type { NoteSettings } from '../../../../src/protocol/notes/noteSettings.ts';
import type { Language } from '../../../../src/protocol/session/people.ts';

/** What puts a snippet in the place of the `/name` before the cursor (WR21); null where there is none of that name. */
export function snippetAt(
  text: string,
  cursor: number,
  snippets: NoteSettings['snippets'],
  language: Language,
): TextEdit | null {
  const typed = /(?:^|\s)\/([\p{L}\p{N}-]{1,24})$/u.exec(text.slice(0, cursor))?.[1];
  if (typed === undefined) return null;
  const fold = (name: string) => name.toLocaleLowerCase();
  const snippet = snippets.find(({ name }) => fold(name) === fold(typed));
  return snippet ? { from: cursor - typed.length - 1, to: cursor, insert: snippet.text[language] } : null;
}
