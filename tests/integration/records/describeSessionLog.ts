import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { LoggedEvent } from '../../../src/protocol/session/events.ts';
import { replay } from '../../../src/domain/session/evolve.ts';
import { openTestRecords, type CreateDriver, type TestRecords } from './openTestRecords.ts';

const event = (seq: number, text = `message ${seq}`): LoggedEvent => ({
  seq,
  at: seq * 10,
  by: 'p1',
  event: { type: 'waitingMessageSet', text },
});
const opened = (seq: number): LoggedEvent => ({ ...event(seq), event: { type: 'waitingRoomOpened' } });
const created: LoggedEvent = {
  seq: 1,
  at: 1,
  by: 'hub',
  event: {
    type: 'sessionCreated',
    facts: {
      id: 's1',
      groupId: 'g1',
      groupName: 'Evening',
      scheduledStart: 0,
      scheduledEnd: 60_000,
      blocks: [{ kind: 'check_in', title: { en: 'In', es: 'Ronda' }, plannedMinutes: 1, isCountable: true }],
    },
  },
};
const conflict = expect.objectContaining({ kind: 'conflict' });

/** What every driver's session log must do. */
export function describeSessionLog(name: string, createDriver: CreateDriver): void {
  describe(`SessionLog on ${name}`, () => {
    let test: TestRecords;
    beforeEach(async () => {
      test = await openTestRecords(createDriver);
    });
    afterEach(() => test.close());

    it('RE1 gives back what was appended, in order, each session by itself, also after a restart', async () => {
      const log = test.records.sessionLog;
      await log.append('s1', 0, [event(1), event(2)], []);
      await log.append('s2', 0, [event(1, 'other')], []);
      await log.append('s1', 2, [event(3)], []);
      expect(await log.read('s1')).toEqual([event(1), event(2), event(3)]);
      const { sessionLog } = await test.restart();
      expect(await sessionLog.read('s1', 1)).toEqual([event(2), event(3)]);
      expect(await sessionLog.read('s2')).toEqual([event(1, 'other')]);
      expect(await sessionLog.read('none')).toEqual([]);
    });

    it('RE2 refuses to append anywhere but at the end, and then writes nothing', async () => {
      const log = test.records.sessionLog;
      await log.append('s1', 0, [event(1)], []);
      const key = { participantId: 'p1', commandId: 'c1', upTo: 2 };
      await expect(log.append('s1', 0, [event(1)], [key])).rejects.toEqual(conflict);
      await expect(log.append('s1', 5, [event(6)], [key])).rejects.toEqual(conflict);
      await expect(log.append('s1', 1, [event(3)], [key])).rejects.toEqual(conflict);
      await expect(log.append('s1', 1, [event(2), event(2)], [key])).rejects.toBeInstanceOf(CirclewellError);
      expect(await log.read('s1')).toEqual([event(1)]);
      expect(await log.findCommand('s1', key)).toBeNull();
    });

    it('RE2 of two writers at once one is refused', async () => {
      const log = test.records.sessionLog;
      const outcomes = await Promise.allSettled([
        log.append('s1', 0, [event(1, 'a')], []),
        log.append('s1', 0, [event(1, 'b')], []),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await log.read('s1')).toHaveLength(1);
    });

    it('RE3 remembers a command with what came of it, and one that changed nothing', async () => {
      const log = test.records.sessionLog;
      await log.append('s1', 0, [event(1), event(2)], [{ participantId: 'p1', commandId: 'c1', upTo: 2 }]);
      await log.append('s1', 2, [], [{ participantId: 'p1', commandId: 'c2', upTo: 2 }]);
      const { sessionLog } = await test.restart();
      expect(await sessionLog.findCommand('s1', { participantId: 'p1', commandId: 'c1' })).toEqual({
        upTo: 2,
      });
      expect(await sessionLog.findCommand('s1', { participantId: 'p1', commandId: 'c2' })).toEqual({
        upTo: 2,
      });
      expect(await sessionLog.findCommand('s1', { participantId: 'p2', commandId: 'c1' })).toBeNull();
      expect(await sessionLog.findCommand('s2', { participantId: 'p1', commandId: 'c1' })).toBeNull();
    });

    it('RE3 remembers several commands with one append, or none of it', async () => {
      const log = test.records.sessionLog;
      const first = { participantId: 'p1', commandId: 'c1' };
      const second = { participantId: 'p2', commandId: 'c1' };
      await log.append(
        's1',
        0,
        [event(1), event(2)],
        [
          { ...first, upTo: 1 },
          { ...second, upTo: 2 },
        ],
      );
      expect(await log.findCommand('s1', first)).toEqual({ upTo: 1 });
      expect(await log.findCommand('s1', second)).toEqual({ upTo: 2 });
      const third = { participantId: 'p3', commandId: 'c1' };
      const again = [
        { ...third, upTo: 3 },
        { ...first, upTo: 3 },
      ];
      await expect(log.append('s1', 2, [event(3)], again)).rejects.toEqual(conflict);
      expect(await log.findCommand('s1', third)).toBeNull();
      expect(await log.read('s1')).toHaveLength(2);
    });

    it('RE3 refuses a command that was accepted before, with its events', async () => {
      const log = test.records.sessionLog;
      const key = { participantId: 'p1', commandId: 'c1', upTo: 1 };
      await log.append('s1', 0, [event(1)], [key]);
      await expect(log.append('s1', 1, [event(2)], [key])).rejects.toEqual(conflict);
      expect(await log.read('s1')).toHaveLength(1);
    });

    it('RE4 keeps the newest snapshot, and an older one does not replace it', async () => {
      const log = test.records.sessionLog;
      const early = replay([created]);
      const late = replay([created, { seq: 2, at: 2, by: 'hub', event: { type: 'waitingRoomOpened' } }]);
      if (!early || !late) throw new Error('no state');
      expect(await log.latestSnapshot('s1')).toBeNull();
      await log.saveSnapshot('s1', late);
      await log.saveSnapshot('s1', early);
      expect(await (await test.restart()).sessionLog.latestSnapshot('s1')).toEqual(late);
    });

    it('RE13 knows which sessions are under way, and when each was last had', async () => {
      const log = test.records.sessionLog;
      await log.noteAlive(['s1', 's2'], 5);
      expect(await log.unended()).toEqual([]);
      await log.append('s2', 0, [opened(1)], []);
      await log.append('s1', 0, [event(1)], []);
      await log.append('s1', 1, [event(2), opened(3)], []);
      await log.append('s1', 3, [event(4)], []);
      await log.append('s3', 0, [event(1)], []);
      expect(await log.unended()).toEqual([
        { sessionId: 's1', aliveAt: 30 },
        { sessionId: 's2', aliveAt: 10 },
      ]);
      await log.noteAlive([], 90);
      await log.noteAlive(['s1', 's3'], 40);
      await log.noteAlive(['s1'], 20);
      const { sessionLog: restarted } = await test.restart();
      expect(await restarted.aliveAt('s1')).toBe(40);
      expect(await restarted.aliveAt('s2')).toBe(10);
    });

    it('RE13 forgets a session with its end', async () => {
      const log = test.records.sessionLog;
      await log.append('s1', 0, [opened(1)], []);
      const ended: LoggedEvent = { seq: 2, at: 20, by: 'p1', event: { type: 'sessionEnded' } };
      await expect(log.append('s1', 0, [ended], [])).rejects.toEqual(conflict);
      expect(await log.aliveAt('s1')).toBe(10);
      await log.append('s1', 1, [ended], []);
      await log.noteAlive(['s1'], 40);
      expect([await log.aliveAt('s1'), await log.aliveAt('none')]).toEqual([null, null]);
      expect(await log.unended()).toEqual([]);
    });

    it('RE5 takes text for text: quotes, NUL, lone surrogates, the other way round', async () => {
      const log = test.records.sessionLog;
      const texts = [
        `'; drop table session_events; --`,
        'a\u0000b',
        '\ud800 alone',
        'alone \udfff',
        '\u202eRTL',
        'é'.repeat(500),
        '👩‍👩‍👧'.repeat(60),
        ' \n ',
        '',
      ];
      const events = texts.map((text, index) => event(index + 1, text));
      await log.append('s1', 0, events, []);
      expect(await log.read('s1')).toEqual(events);
      expect(await (await test.restart()).sessionLog.read('s1')).toEqual(events);
    });

    it('RE5 takes an event of more than a megabyte', async () => {
      const log = test.records.sessionLog;
      const long = (index: number) => `${index}-`.padEnd(64, 'é');
      const assignments = Object.fromEntries(
        Array.from({ length: 5_000 }, (_, index) => [long(index), long(index + 1)]),
      );
      const shuffled: LoggedEvent = { ...event(1), event: { type: 'roomsShuffled', assignments } };
      expect(Buffer.byteLength(JSON.stringify(shuffled))).toBeGreaterThan(1024 * 1024);
      await log.append('s1', 0, [shuffled], []);
      expect(await (await test.restart()).sessionLog.read('s1')).toEqual([shuffled]);
    });
  });
}
