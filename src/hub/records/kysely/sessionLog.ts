import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import { STATE_VERSION } from '../../../domain/session/evolve.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { loggedEventSchema, type LoggedEvent } from '../../../protocol/session/events.ts';
import { sessionStateSchema } from '../../../protocol/session/state.ts';
import { openJson, sealJson, type SealedPlace, type Sealer } from '../sealing.ts';
import type { CommandKey, SessionLog } from '../sessionLog.ts';
import {
  sessionCommandRowSchema,
  sessionEventRowSchema,
  sessionSnapshotRowSchema,
  unendedSessionRowSchema,
  type Tables,
} from './tables.ts';

/**
 * Who did what and when is sealed with the event, and of a command only a mark is kept. In the open lie the session's id,
 * the numbers of its events, and until when the hub had one that is under way.
 */
const sealedEventSchema = loggedEventSchema.omit({ seq: true });
const lastRowSchema = z.object({ last: z.coerce.number().int().nullable() });
const eventPlace = (id: string, seq: number): SealedPlace => ({
  table: 'session_events',
  column: 'sealed',
  id,
  seq,
});
const snapshotPlace = (id: string, seq: number): SealedPlace => ({
  table: 'session_snapshots',
  column: 'sealed',
  id,
  seq,
});
const commandPlace = (id: string): SealedPlace => ({ table: 'session_commands', column: 'mark', id });

export function createSessionLog(db: Kysely<Tables>, sealer: Sealer): SessionLog {
  const markOf = (sessionId: string, { participantId, commandId }: CommandKey) =>
    sealer.mark(commandPlace(sessionId), JSON.stringify([participantId, commandId]));
  function toRow(sessionId: string, { seq, ...rest }: LoggedEvent): Tables['session_events'] {
    return { session_id: sessionId, seq, sealed: sealJson(sealer, eventPlace(sessionId, seq), rest) };
  }
  function parseRow(row: unknown): LoggedEvent {
    const { session_id, seq, sealed } = sessionEventRowSchema.parse(row);
    return { seq, ...openJson(sealer, eventPlace(session_id, seq), sealed, sealedEventSchema) };
  }

  return {
    async append(sessionId, afterSeq, events, commands) {
      events.forEach(({ seq }, index) => {
        if (seq !== afterSeq + index + 1)
          throw new CirclewellError('conflict', 'The events are not numbered in order');
      });
      // Sealed before the transaction begins: the one connection is not held for the arithmetic.
      const rows = events.map((event) => toRow(sessionId, event));
      await db.transaction().execute(async (trx) => {
        const { last } = lastRowSchema.parse(
          await trx
            .selectFrom('session_events')
            .select(({ fn }) => fn.max('seq').as('last'))
            .where('session_id', '=', sessionId)
            .executeTakeFirstOrThrow(),
        );
        if ((last ?? 0) !== afterSeq)
          throw new CirclewellError('conflict', `The log stands at ${last ?? 0}, not at ${afterSeq}`);
        if (events[0]?.event.type === 'sessionCreated') await holdPlan(trx, sessionId);
        for (const row of rows) await trx.insertInto('session_events').values(row).execute();
        await keepUnended(trx, sessionId, events);
        for (const command of commands) {
          const { numInsertedOrUpdatedRows } = await trx
            .insertInto('session_commands')
            .values({ session_id: sessionId, mark: markOf(sessionId, command), up_to: command.upTo })
            .onConflict((conflict) => conflict.columns(['session_id', 'mark']).doNothing())
            .executeTakeFirst();
          if (numInsertedOrUpdatedRows !== 1n)
            throw new CirclewellError('conflict', 'The command has been accepted before');
        }
      });
    },
    async read(sessionId, afterSeq = 0) {
      const rows = await db
        .selectFrom('session_events')
        .selectAll()
        .where('session_id', '=', sessionId)
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .execute();
      const events = rows.map(parseRow);
      events.forEach(({ seq }, index) => {
        if (seq !== afterSeq + index + 1)
          throw new CirclewellError('internal', `The log has a gap before ${seq}`);
      });
      return events;
    },
    async findCommand(sessionId, key) {
      const row = await db
        .selectFrom('session_commands')
        .selectAll()
        .where('session_id', '=', sessionId)
        .where('mark', '=', markOf(sessionId, key))
        .executeTakeFirst();
      return row ? { upTo: sessionCommandRowSchema.parse(row).up_to } : null;
    },
    async noteAlive(sessionIds, at) {
      if (sessionIds.length === 0) return;
      await db
        .updateTable('unended_sessions')
        .set({ alive_at: at })
        .where('session_id', 'in', sessionIds)
        .where('alive_at', '<', at)
        .execute();
    },
    async unended() {
      const rows = await db.selectFrom('unended_sessions').selectAll().orderBy('session_id').execute();
      return rows.map((row) => {
        const { session_id, alive_at } = unendedSessionRowSchema.parse(row);
        return { sessionId: session_id, aliveAt: alive_at };
      });
    },
    async aliveAt(sessionId) {
      const row = await db
        .selectFrom('unended_sessions')
        .selectAll()
        .where('session_id', '=', sessionId)
        .executeTakeFirst();
      return row ? unendedSessionRowSchema.parse(row).alive_at : null;
    },
    async saveSnapshot(sessionId, state) {
      const { seq } = state;
      const sealed = sealJson(sealer, snapshotPlace(sessionId, seq), state);
      await db
        .insertInto('session_snapshots')
        .values({ session_id: sessionId, seq, version: STATE_VERSION, sealed })
        .onConflict((conflict) =>
          conflict
            .column('session_id')
            .doUpdateSet({ seq, version: STATE_VERSION, sealed })
            .where('session_snapshots.seq', '<=', seq),
        )
        .execute();
    },
    async latestSnapshot(sessionId) {
      const row = await db
        .selectFrom('session_snapshots')
        .selectAll()
        .where('session_id', '=', sessionId)
        .executeTakeFirst();
      if (!row) return null;
      const { seq, version, sealed } = sessionSnapshotRowSchema.parse(row);
      if (version !== STATE_VERSION)
        throw new CirclewellError('outdated', `The snapshot has version ${version}, not ${STATE_VERSION}`);
      return openJson(sealer, snapshotPlace(sessionId, seq), sealed, sessionStateSchema);
    },
  };
}

/**
 * Makes sure that the session is planned, and stays so until the transaction ends: writing its row, with nothing changed, keeps whoever
 * would unplan it waiting on every kind of database.
 */
async function holdPlan(trx: Transaction<Tables>, sessionId: string): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('sessions')
    .set(({ ref }) => ({ id: ref('id') }))
    .where('id', '=', sessionId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new CirclewellError('gone', 'The session is no longer planned');
}

/** The list of sessions under way follows from their events, in the same transaction. */
async function keepUnended(
  trx: Transaction<Tables>,
  sessionId: string,
  events: readonly LoggedEvent[],
): Promise<void> {
  const opened = events.find(({ event }) => event.type === 'waitingRoomOpened');
  if (opened)
    await trx
      .insertInto('unended_sessions')
      .values({ session_id: sessionId, alive_at: opened.at })
      .onConflict((conflict) => conflict.column('session_id').doNothing())
      .execute();
  if (events.some(({ event }) => event.type === 'sessionEnded'))
    await trx.deleteFrom('unended_sessions').where('session_id', '=', sessionId).execute();
}
