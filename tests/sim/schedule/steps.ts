import { z } from 'zod';
import { commandSchema } from '../../../src/protocol/session/commands.ts';

const who = z.string();
const ms = z.number().int().nonnegative();

/** In `extendRooms`, the end that the window shows when the command is given; anything else is none. */
export const END_AS_SHOWN = 0;

/** What happens in a run, one step after the other, each a while after the one before. */
export const stepSchema = z.intersection(
  z.object({ afterMs: ms }),
  z.discriminatedUnion('type', [
    /** Somebody opens the page; where they have it open already, a second window takes over. */
    z.object({ type: z.literal('open'), who }),
    /** Somebody closes their newest window. */
    z.object({ type: z.literal('shut'), who }),
    /** Somebody gives a command. A room id `room N` is the N-th room there is; for an expected end, see `END_AS_SHOWN`. */
    z.object({ type: z.literal('say'), who, command: commandSchema }),
    /** A command that was sent before is sent once more, as it was. */
    z.object({ type: z.literal('repeat'), who, back: z.number().int().nonnegative() }),
    /** Something that no client of ours sends. */
    z.object({ type: z.literal('garbage'), who, text: z.string() }),
    /** A ticket is used once more, on a connection of its own. */
    z.object({ type: z.literal('replayTicket'), who }),
    /** The line breaks. */
    z.object({ type: z.literal('cut'), who, clientNoticesMs: ms, hubNoticesMs: ms }),
    /** The line swallows everything in these directions. */
    z.object({ type: z.literal('halfOpen'), who, lanes: z.enum(['toHub', 'toClient', 'both']) }),
    /** What is sent on the line waits for so long. */
    z.object({ type: z.literal('stall'), who, ms }),
    /** The line breaks, and there is no network for so long. */
    z.object({ type: z.literal('offline'), who, how: z.enum(['refused', 'silent']), ms }),
    /** The browser says that the network is back, or the page is looked at again. */
    z.object({ type: z.literal('wakeUp'), who }),
    /** The hub's process is killed, and started again so much later. */
    z.object({ type: z.literal('crash'), isTold: z.boolean(), downMs: ms }),
    /** The hub is stopped as it should be, and started again so much later. */
    z.object({ type: z.literal('stop'), downMs: ms }),
    z.object({ type: z.literal('disk'), mood: z.enum(['full', 'doubtful', 'unreadable', 'slow']), ms }),
    /** A snapshot is kept, of so many events ago. */
    z.object({ type: z.literal('snapshot'), eventsAgo: z.number().int().nonnegative() }),
    /** The hub's wall clock is set. */
    z.object({ type: z.literal('setClock'), byMs: z.number().int() }),
    /** Media hears somebody speak. */
    z.object({ type: z.literal('speak'), who, ms }),
    /** Somebody's link is revoked, or they are signed out; or they are no longer assigned to the group (staff alone). */
    z.object({ type: z.literal('endRight'), who, how: z.enum(['key', 'group']) }),
    /** Staff are assigned to the group again. */
    z.object({ type: z.literal('assign'), who }),
    /** The group's times change: while nothing has happened in it, another session takes this one's place. */
    z.object({ type: z.literal('replan') }),
    /** Nobody does anything for so long. */
    z.object({ type: z.literal('pause'), ms }),
    /** Nothing happens until everything has come to rest, and all is looked at. */
    z.object({ type: z.literal('rest') }),
  ]),
);
export type Step = z.infer<typeof stepSchema>;
/** A step without when it happens. */
export type Deed = Step extends infer S ? (S extends Step ? Omit<S, 'afterMs'> : never) : never;

/** A deed, and how long after the one before if that matters. */
export type Planned = Deed & { readonly afterMs?: number };

/** A whole run: its seed decides what the steps leave open, such as delays. */
export const scheduleSchema = z.object({
  seed: z.number().int().nonnegative(),
  /** What it once found, in words. */
  found: z.string().optional(),
  steps: z.array(stepSchema),
});
export type Schedule = z.infer<typeof scheduleSchema>;
