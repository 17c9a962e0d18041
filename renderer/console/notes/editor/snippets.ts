import type { TextEdit } from '../../../../src/domain/notes/textEdits.ts';
import type { SectionId } from '../../../../src/protocol/notes/formats.ts';
import type { NoteSettings } from '../../../../src/protocol/notes/noteSettings.ts';
import type { Language } from '../../../../src/protocol/session/people.ts';

export type Snippet = NoteSettings['snippets'][number];

/** The most that are offered at once. */
const MOST_OFFERED = 6;
const NOTHING: readonly Snippet[] = [];

/** Where a snippet is asked for, and among which. */
export type SnippetPlace = {
  readonly snippets: readonly Snippet[];
  readonly section: SectionId;
};

/** What puts a snippet in the place of the `/name` before the cursor (WR21); null where there is none of that name. */
export function snippetAt(
  text: string,
  cursor: number,
  { snippets, section }: SnippetPlace,
  language: Language,
): TextEdit | null {
  const typed = typedAt(text, cursor);
  if (typed === null) return null;
  const named = inOrder(snippets, section).find(({ name }) => fold(name) === fold(typed));
  return named ? putIn(named, cursor, typed, language) : null;
}

/** The snippets whose name begins as what stands after a `/` before the cursor: those of this section first (WR27). */
export function snippetsOffered(
  text: string,
  cursor: number,
  { snippets, section }: SnippetPlace,
): readonly Snippet[] {
  const typed = typedAt(text, cursor);
  if (typed === null) return NOTHING;
  const found = inOrder(snippets, section).filter(({ name }) => fold(name).startsWith(fold(typed)));
  return found.length === 0 ? NOTHING : found.slice(0, MOST_OFFERED);
}

/** What puts one that was offered in the place of what was typed; null where that does not stand there any more. */
export function putSnippet(
  snippet: Snippet,
  text: string,
  cursor: number,
  language: Language,
): TextEdit | null {
  const typed = typedAt(text, cursor);
  return typed === null ? null : putIn(snippet, cursor, typed, language);
}

function typedAt(text: string, cursor: number): string | null {
  return /(?:^|\s)\/([\p{L}\p{N}-]{0,24})$/u.exec(text.slice(Math.max(0, cursor - 30), cursor))?.[1] ?? null;
}

function putIn({ text }: Snippet, cursor: number, typed: string, language: Language): TextEdit {
  return { from: cursor - typed.length - 1, to: cursor, insert: text[language] };
}

/** Those of the section, those of no section, those of others; each as the practice has them. */
function inOrder(snippets: readonly Snippet[], section: SectionId): readonly Snippet[] {
  const rank = (one: Snippet) => (one.section === section ? 0 : one.section === null ? 1 : 2);
  return snippets.toSorted((a, b) => rank(a) - rank(b));
}

const fold = (name: string): string => name.toLocaleLowerCase();
