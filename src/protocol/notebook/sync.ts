import { z } from 'zod';
import { idSchema } from '../session/people.ts';
import { docIdSchema, feedIdSchema } from './docId.ts';

/** The most documents in a batch, and entries in a page (NB45). */
export const MAX_UPDATES = 250;
/** The largest update on the wire, in bytes before base64. */
export const MAX_UPDATE_BYTES = 3 * 1024 * 1024;
/** The same in characters of base64. */
export const MAX_UPDATE_CHARS = Math.ceil(MAX_UPDATE_BYTES / 3) * 4;
/** The most that a batch's updates may have together, in characters of base64. */
export const MAX_BATCH_CHARS = 4 * 1024 * 1024;

/** A place in a feed. The mark is what the hub gave the entry there at random; position 0 is the beginning and has none. */
export const cursorSchema = z.strictObject({
  position: z.number().int().nonnegative(),
  mark: z.string().max(32),
});
export type Cursor = z.infer<typeof cursorSchema>;
export const BEGINNING: Cursor = { position: 0, mark: '' };

/** A writer, and the number of its last batch that the hub has acknowledged; 0 before the first. */
export const writerSchema = z.strictObject({
  id: idSchema,
  acknowledged: z.number().int().nonnegative(),
});
export type Writer = z.infer<typeof writerSchema>;

/** A document's update as it travels: packed on the workstation (deflated; a process note's sealed as well), in base64. */
export const docUpdateSchema = z.strictObject({
  docId: docIdSchema,
  data: z.base64().min(4).max(MAX_UPDATE_CHARS),
});
export type DocUpdate = z.infer<typeof docUpdateSchema>;

/** POST /api/notebook/batches. `base` is the cursor of the writer when it made the batch. */
export const batchBodySchema = z.strictObject({
  feed: feedIdSchema,
  writer: writerSchema,
  sequence: z.number().int().positive(),
  base: cursorSchema,
  updates: z
    .array(docUpdateSchema)
    .min(1)
    .max(MAX_UPDATES)
    .refine((updates) => updates.reduce((sum, { data }) => sum + data.length, 0) <= MAX_BATCH_CHARS),
});
export type Batch = z.infer<typeof batchBodySchema>;

/** `unknownPast`: the hub does not know what the writer builds on (NB23); nothing was changed. */
export const batchReplySchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('taken') }),
  z.object({ outcome: z.literal('unknownPast') }),
]);
export type BatchReply = z.infer<typeof batchReplySchema>;

/** POST /api/notebook/changes: what is in a feed after a cursor, but for what the writer has had acknowledged. */
export const changesBodySchema = z.strictObject({
  feed: feedIdSchema,
  writer: writerSchema,
  after: cursorSchema,
});
export type ChangesQuery = z.infer<typeof changesBodySchema>;

export const changesReplySchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('changes'),
    updates: z.array(docUpdateSchema).max(MAX_UPDATES),
    /** Documents that the hub has deleted for good: whoever has them deletes them too (MK51). */
    gone: z.array(docIdSchema).max(MAX_UPDATES).default([]),
    /** Where the page ends. */
    cursor: cursorSchema,
    hasMore: z.boolean(),
  }),
  z.object({ outcome: z.literal('unknownPast') }),
]);
export type ChangesReply = z.infer<typeof changesReplySchema>;

/** GET /api/notebook/feeds: whose sign-in it is, and the feeds they may read, with where each ends. */
export const feedsReplySchema = z.object({
  staffId: idSchema,
  feeds: z.array(z.object({ feed: feedIdSchema, head: cursorSchema })).max(10_000),
  /** Stands for all that `feeds` says. */
  asOf: z.string().min(1).max(64),
});
export type FeedsReply = z.infer<typeof feedsReplySchema>;

/** How long the hub lets somebody wait for news, in milliseconds. */
export const NEWS_WAIT_MS = 25_000;

/** GET /api/notebook/news: answered once the feeds are otherwise than `asOf` of a reply says, or when the time is over (NB46). */
export const newsQuerySchema = z.strictObject({ asOf: z.string().min(1).max(64) });
export const newsReplySchema = z.object({ hasNews: z.boolean() });
export type NewsReply = z.infer<typeof newsReplySchema>;
