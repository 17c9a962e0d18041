import type * as Y from 'yjs';
import { z } from 'zod';
import { sectionIdSchema } from '../../../src/protocol/notes/formats.ts';
import { idSchema } from '../../../src/protocol/session/people.ts';

/** That somebody changed a sentence, and what of others they had when they did. Places are Yjs's, as JSON. */
const stampSchema = z.object({
  id: idSchema,
  section: sectionIdSchema,
  by: idSchema,
  /** The writer in Yjs's sense, and up to which of their changes this goes. */
  client: z.number(),
  until: z.number(),
  /** Of each writer, how many changes were here. */
  seen: z.record(z.string(), z.number()),
  from: z.string(),
  to: z.string(),
  /** The sentence as they left it. */
  text: z.string(),
});
export type Stamp = z.infer<typeof stampSchema>;

const stampsMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('stamps');
const lookedMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('looked');

/** All stamps, in one order on every device. */
export function readStamps(doc: Y.Doc): readonly Stamp[] {
  return [...stampsMap(doc).values()]
    .flatMap((value) => stampSchema.safeParse(value).data ?? [])
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

export function putStamp(doc: Y.Doc, stamp: Stamp): void {
  stampsMap(doc).set(stamp.id, stamp);
}

/** Whether somebody has looked at a clash. */
export function isLookedAt(doc: Y.Doc, clashId: string): boolean {
  return lookedMap(doc).has(clashId);
}

export function markLookedAt(doc: Y.Doc, clashId: string, by: string): void {
  lookedMap(doc).set(clashId, by);
}
