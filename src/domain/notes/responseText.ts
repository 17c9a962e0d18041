import type { NoteDraft } from '../../protocol/notes/note.ts';
import type { NoteSection } from '../../protocol/notes/formats.ts';
import { sectionFor } from './formats.ts';

type Written = Pick<NoteDraft, 'kind' | 'format'> & {
  readonly sections: readonly Pick<NoteSection, 'id' | 'text'>[];
};

/** What a member's note says of the response, by which it is compared with others (NO38); empty for any other note. */
export function responseTextOf({ kind, format, sections }: Written): string {
  const section = kind === 'member' ? sectionFor('response', kind, format) : null;
  return sections.find(({ id }) => id === section)?.text ?? '';
}
