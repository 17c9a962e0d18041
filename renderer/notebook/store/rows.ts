import { z } from 'zod';
import { docIdSchema, type DocId, type FeedId } from '../../../src/protocol/notebook/docId.ts';
import { batchBodySchema, BEGINNING, cursorSchema } from '../../../src/protocol/notebook/sync.ts';
import { idSchema } from '../../../src/protocol/session/people.ts';
import type { Bytes, Change } from '../ports.ts';

const countSchema = z.number().int().nonnegative();

/** `outbox`, by document: the number of its last update that waits for the hub. */
export const waitingRowSchema = z.strictObject({ n: countSchema });

/**
 * `cursors`, by feed: by what name this device writes there, the number of its last batch that was acknowledged, how far
 * it has read, and whether it has written since.
 */
export const standingRowSchema = z.strictObject({
  writerId: idSchema,
  acknowledged: countSchema,
  cursor: cursorSchema,
  isAhead: z.boolean(),
});
export type Standing = z.infer<typeof standingRowSchema>;

/** `batches`, by feed: what is being sent; up to which update of each document; the state that the hub then has, in base64. */
export const frozenRowSchema = z.strictObject({
  batch: batchBodySchema,
  documents: z.array(z.strictObject({ docId: docIdSchema, n: countSchema, state: z.base64() })),
});
export type Frozen = z.infer<typeof frozenRowSchema>;

/** How a writer begins. */
export const newStanding = (writerId: string): Standing => ({
  writerId,
  acknowledged: 0,
  cursor: BEGINNING,
  isAhead: false,
});

export const putWaiting = (docId: DocId, n: number): Change => put('outbox', docId, { n });
export const putStanding = (feed: FeedId, standing: Standing): Change => put('cursors', feed, standing);
export const putFrozen = (feed: FeedId, frozen: Frozen): Change => put('batches', feed, frozen);

function put(table: 'outbox' | 'cursors' | 'batches', key: string, value: unknown): Change {
  return { kind: 'put', table, key, bytes: toRow(value) };
}

function toRow(value: unknown): Bytes {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** @throws Error where the row has another shape */
export function fromRow<T>(schema: z.ZodType<T>, bytes: Bytes): T {
  return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
