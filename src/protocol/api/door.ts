import { z } from 'zod';
import { displayNameSchema, idSchema, instantSchema, languageSchema } from '../session/people.ts';
import { sessionStatusSchema } from '../session/state.ts';

/** POST /api/door: exchanges the token of a personal link (128 random bits, base64url) for a seat cookie. */
export const doorBodySchema = z.strictObject({ token: z.string().regex(/^[\w-]{22}$/) });

/** What the door and GET /api/seats/:seatId tell a member. The cookie is HttpOnly and bound to the seat's path. */
export const seatReplySchema = z.object({
  seatId: idSchema,
  displayName: displayNameSchema,
  language: languageSchema,
  groupName: z.string(),
  /** The session the seat leads to: the one going on, else the next one of today or later; null if none is planned. */
  session: z
    .object({
      id: idSchema,
      status: sessionStatusSchema,
      scheduledStart: instantSchema,
      scheduledEnd: instantSchema,
    })
    .nullable(),
});
export type Seat = z.infer<typeof seatReplySchema>;
