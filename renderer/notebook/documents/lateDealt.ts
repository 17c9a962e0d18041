import type * as Y from 'yjs';
import { z } from 'zod';
import { sectionIdSchema } from '../../../src/protocol/notes/formats.ts';
import { sha256HexSchema } from '../../../src/protocol/notes/note.ts';
import { idSchema } from '../../../src/protocol/session/people.ts';
import type { LetterId } from './letters.ts';

const letterRangeSchema = z.object({ client: z.number(), clock: z.number(), length: z.number() });
export type LetterRange = z.infer<typeof letterRangeSchema>;

const latePartSchema = z.object({
  section: sectionIdSchema,
  kind: z.enum(['added', 'removed']),
  /** What came, or what is gone. */
  text: z.string(),
  /** The sentences in which it stands now; of what is gone, in which it stood. */
  sentence: z.string(),
  /** Whose it is; more than one where the document does not say which of them. */
  by: z.array(idSchema),
  /** Of what came. */
  letters: z.array(letterRangeSchema),
});
/** Something that a document says beyond what was signed of it. */
export type LatePart = z.infer<typeof latePartSchema>;

const lateChoiceSchema = z.object({
  /** As `wholeValues.ts` names it, or `riskReason`. */
  field: z.string(),
  value: z.string(),
  by: z.array(idSchema),
});
/** Something that is chosen otherwise than it was signed. */
export type LateChoice = z.infer<typeof lateChoiceSchema>;

const dealtSchema = z.object({
  id: idSchema,
  /** Of the record beyond which it went. */
  hash: sha256HexSchema,
  by: idSchema,
  how: z.enum(['addendum', 'setAside']),
  parts: z.array(latePartSchema),
  choices: z.array(lateChoiceSchema),
});
/** That somebody dealt with such text: it is in an addendum, or was set aside (SG46). Stays readable. */
export type LateDealt = z.infer<typeof dealtSchema>;

const dealtMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('lateDealt');

/** All that was dealt with, in one order on every device. */
export function lateDealt(doc: Y.Doc): readonly LateDealt[] {
  return [...dealtMap(doc).values()]
    .flatMap((value) => dealtSchema.safeParse(value).data ?? [])
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

export function dealWithLate(doc: Y.Doc, dealt: LateDealt): void {
  dealtMap(doc).set(dealt.id, dealt);
}

/** Takes it back: the text is offered again. */
export function takeUpAgain(doc: Y.Doc, id: string): void {
  dealtMap(doc).delete(id);
}

/** Whether a letter is among what was dealt with. */
export function isLetterDealt(dealt: readonly LateDealt[], { client, clock }: LetterId): boolean {
  return dealt.some(({ parts }) =>
    parts.some(({ letters }) =>
      letters.some(
        (range) => range.client === client && range.clock <= clock && clock < range.clock + range.length,
      ),
    ),
  );
}

/** Whether a stretch that is gone is among what was dealt with. */
export function isRemovalDealt(
  dealt: readonly LateDealt[],
  { section, text }: Pick<LatePart, 'section' | 'text'>,
): boolean {
  return dealt.some(({ parts }) =>
    parts.some((part) => part.kind === 'removed' && part.section === section && part.text === text),
  );
}
