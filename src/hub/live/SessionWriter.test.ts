import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../domain/session/contract.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import type { LoggedEvent } from '../../protocol/session/events.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import type { SessionLog } from '../records/sessionLog.ts';
import { SessionWriter, SNAPSHOT_EVERY, type WriterDeps } from './SessionWriter.ts';

const LEAD = { kind: 'staff', id: 'lead', name: 'Maria T.', role: 'lead' } as const satisfies Actor;

function setup(): { deps: WriterDeps; events: LoggedEvent[]; snapshots: SessionState[]; reads: number[] } {
  const events: LoggedEvent[] = [];
  const snapshots: SessionState[] = [];
  const reads: number[] = [];
  const log: SessionLog = {
    append: async (_sessionId, _afterSeq, added) => void events.push(...added),
    read: async (_sessionId, afterSeq = 0) => {
      reads.push(afterSeq);
      return events.filter(({ seq }) => seq > afterSeq);
    },
    findCommand: async () => null,
    saveSnapshot: async (_sessionId, state) => void snapshots.push(state),
    latestSnapshot: async () => snapshots.at(-1) ?? null,
    noteAlive: async () => undefined,
    unended: async () => [],
    aliveAt: async () => null,
  };
  let ids = 0;
  let now = 1_000;
  const deps: WriterDeps = {
    sessionId: 's',
    log,
    findFacts: async () => ({
      id: 's',
      groupId: 'g',
      groupName: 'Group',
      scheduledStart: 0,
      scheduledEnd: 1,
      blocks: [
        { kind: 'check_in', title: { en: 'Check-in', es: 'Inicio' }, plannedMinutes: 5, isCountable: true },
      ],
    }),
    findSlide: () => 'unknownDeck',
    clock: { now: () => now++, monotonic: () => 0 },
    newId: () => `id-${ids++}`,
    random: () => 0.5,
    logger: pino({ level: 'silent' }),
  };
  return { deps, events, snapshots, reads };
}

describe('SessionWriter', () => {
  it('LI26: keeps a snapshot every 500 events, and loads it and what comes after', async () => {
    const { deps, events, snapshots, reads } = setup();
    const writer = await SessionWriter.open(deps);
    if (!writer) throw new Error('no session');
    await writer.write(LEAD, { type: 'openWaitingRoom' }, 'open');
    await writer.write(LEAD, { type: 'arrive', isMicOn: true, isCameraOn: true }, 'arrive');
    for (let count = 0; count < SNAPSHOT_EVERY + 20; count += 1) {
      await writer.write(LEAD, { type: 'setLock', isLocked: count % 2 === 0 }, `lock-${count}`);
    }
    expect(snapshots.map(({ seq }) => seq)).toEqual([SNAPSHOT_EVERY]);
    reads.length = 0;
    const again = await SessionWriter.open(deps);
    expect(again?.state).toEqual(writer.state);
    expect(reads).toEqual([SNAPSHOT_EVERY - 1]);
    expect(again?.state.seq).toBe(events.length);
  });

  it.each([
    ['cannot be read', new Error('This is not a sealed text')],
    ['is of another version', new CirclewellError('outdated', 'The snapshot has version 0, not 1')],
  ])('LI26: reads the whole log where the snapshot %s, and says so', async (_what, error) => {
    const { deps, events } = setup();
    const writer = await SessionWriter.open(deps);
    await writer?.write(LEAD, { type: 'openWaitingRoom' }, 'open');
    const lines: string[] = [];
    const log: SessionLog = { ...deps.log, latestSnapshot: async () => Promise.reject(error) };
    const logger = pino({}, { write: (line) => void lines.push(line) });
    const again = await SessionWriter.open({ ...deps, log, logger });
    expect(again?.state).toEqual(writer?.state);
    expect(again?.state.seq).toBe(events.length);
    expect(lines.map((line) => z.object({ level: z.number() }).parse(JSON.parse(line)).level)).toEqual([40]);
  });

  it('LI22, LI39: of several, each is decided on after the one before, and one that stands there twice is done once', async () => {
    const { deps, events } = setup();
    const appends: number[] = [];
    const log: SessionLog = {
      ...deps.log,
      append: async (id, afterSeq, added, commands) => {
        appends.push(commands.length);
        await deps.log.append(id, afterSeq, added, commands);
      },
    };
    const writer = await SessionWriter.open({ ...deps, log });
    await writer?.write(LEAD, { type: 'openWaitingRoom' }, 'open');
    const arrive = { type: 'arrive', isMicOn: true, isCameraOn: true } as const;
    const written = await writer?.writeAll([
      { actor: LEAD, command: arrive, commandId: 'arrive' },
      { actor: LEAD, command: { type: 'startSession' }, commandId: 'start' },
      { actor: LEAD, command: arrive, commandId: 'arrive' },
      { actor: LEAD, command: { type: 'openRooms', minutes: null }, commandId: 'rooms' },
    ]);
    expect(appends).toEqual([1, 2]);
    expect(written?.map(({ answer }) => answer.isAccepted)).toEqual([true, true, true, false]);
    expect(written?.[2]?.answer).toEqual(written?.[0]?.answer);
    expect(written?.[2]?.steps).toEqual([]);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
    expect(written?.[0]?.state.seq).toBe(written?.[0]?.steps.at(-1)?.logged.seq);
    expect(written?.[1]?.state).toEqual(writer?.state);
  });

  it('is null for a session that is not there', async () => {
    const { deps } = setup();
    expect(await SessionWriter.open({ ...deps, findFacts: async () => null })).toBeNull();
  });
});
