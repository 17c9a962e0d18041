import { z } from 'zod';
import { sectionIdSchema } from '../notes/formats.ts';
import { idSchema } from '../session/people.ts';
import { noteIdSchema } from './docId.ts';

/** How often a page says that it still has its note open, and how long after the last time it is forgotten, in milliseconds. */
export const PRESENCE_EVERY_MS = 2_500;
export const PRESENCE_FORGOTTEN_MS = 7_000;
/** The most pages of one person of which the hub knows where they are. */
export const MAX_PRESENT_PAGES = 8;

const countSchema = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/**
 * Where a cursor stands, as a Yjs relative position: before which item of its section; null at the section's end. Two numbers, so
 * that no text can be in it.
 */
export const cursorPlaceSchema = z.strictObject({
  section: sectionIdSchema,
  before: z.strictObject({ client: countSchema, clock: countSchema }).nullable(),
});
export type CursorPlace = z.infer<typeof cursorPlaceSchema>;

/** POST /api/notebook/presence: the note that a page has open, and where its cursor is; null once it has none open. */
export const presenceBodySchema = z.strictObject({
  page: idSchema,
  open: z.strictObject({ docId: noteIdSchema, place: cursorPlaceSchema.nullable() }).nullable(),
});
export type PresenceBody = z.infer<typeof presenceBodySchema>;

/** Somebody else's page that has the note open. Who it is, the hub says, and no page. */
export const presentSchema = z.object({
  page: z.string().max(200),
  staffId: idSchema,
  name: z.string().max(200),
  place: cursorPlaceSchema.nullable(),
});
export type Present = z.infer<typeof presentSchema>;

export const presenceReplySchema = z.object({
  others: z.array(presentSchema).max(1_000),
  /** Stands for all that `others` says. */
  asOf: z.string().min(1).max(64),
});
export type PresenceReply = z.infer<typeof presenceReplySchema>;

/** POST /api/notebook/presence/news: answered once the others are otherwise than `asOf` of a reply says, or when the time is over (NB48). */
export const presenceNewsBodySchema = z.strictObject({ page: idSchema, asOf: z.string().min(1).max(64) });
export type PresenceNewsBody = z.infer<typeof presenceNewsBodySchema>;
