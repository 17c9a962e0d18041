import type * as Y from 'yjs';
import { z } from 'zod';
import { handOverSchema } from '../../../src/protocol/api/notes.ts';
import { readHandOver } from './noteAbout.ts';
import { isBegun } from './noteDoc.ts';

/** How far a draft is: whether anything is written in it, and to whom it was handed over (CO82). */
export const draftStandingSchema = z.object({ isBegun: z.boolean(), handOver: handOverSchema.nullable() });
export type DraftStanding = z.infer<typeof draftStandingSchema>;

/** Of a note's document; an empty one has not been begun. */
export function draftStandingIn(doc: Y.Doc): DraftStanding {
  return { isBegun: isBegun(doc), handOver: readHandOver(doc) };
}
