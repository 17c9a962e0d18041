import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuditedSessionLog } from '../../../src/hub/audit/createAuditedSessionLog.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import type { SessionLog } from '../../../src/hub/records/sessionLog.ts';
import type { LoggedEvent, SessionEvent } from '../../../src/protocol/session/events.ts';
import { openTestRecords, type TestRecords } from '../records/openTestRecords.ts';
import { throwAwayFile } from '../records/throwAwayFile.ts';

let test: TestRecords;
let log: SessionLog;
beforeEach(async () => {
  const { file, remove } = throwAwayFile();
  test = await openTestRecords(async () => ({
    driver: createSqliteDriver(file),
    reopen: () => createSqliteDriver(file),
    remove,
  }));
  log = createAuditedSessionLog(test.records);
});
afterEach(() => test.close());

const numbered = (by: string, after: number, ...events: SessionEvent[]): LoggedEvent[] =>
  events.map((event, index) => ({ seq: after + 1 + index, at: 5, by, event }));
const arrived = (participantId: string, role: 'lead' | 'member', roomId: string | null): SessionEvent => ({
  type: 'participantArrived',
  participantId,
  name: 'Ana R.',
  role,
  seat: 0,
  roomId,
  isMicOn: false,
  isCameraOn: false,
  door: null,
});
const newest = async (count: number) => (await test.records.audit.newest({}, null, count)).toReversed();

describe('a session in the audit', () => {
  it('AU13 opening, comings, removal, start and end', async () => {
    await log.append(
      's1',
      0,
      numbered('lead', 0, arrived('lead', 'lead', 'main'), { type: 'waitingRoomOpened' }),
      [{ participantId: 'lead', commandId: 'c1', upTo: 2 }],
    );
    await log.append('s1', 2, numbered('ana', 2, arrived('ana', 'member', null)), []);
    await log.append(
      's1',
      3,
      numbered(
        'lead',
        3,
        { type: 'participantAdmitted', participantId: 'ana', roomId: 'main' },
        { type: 'sessionStarted' },
        { type: 'micChanged', participantId: 'ana', isOn: true },
        { type: 'participantRemoved', participantId: 'ana' },
        { type: 'participantLetBackIn', participantId: 'ana' },
      ),
      [],
    );
    await log.append('s1', 8, numbered('hub', 8, { type: 'sessionEnded' }), []);
    const staff = { kind: 'staff', id: 'lead' };
    const ana = { kind: 'member', id: 'ana' };
    expect((await newest(7)).map(({ seq: _s, at: _a, basis: _b, details: _d, ...rest }) => rest)).toEqual([
      { kind: 'sessionJoined', actor: staff, about: null, sessionId: 's1' },
      { kind: 'sessionOpened', actor: staff, about: null, sessionId: 's1' },
      { kind: 'sessionJoined', actor: staff, about: ana, sessionId: 's1' },
      { kind: 'sessionStarted', actor: staff, about: null, sessionId: 's1' },
      { kind: 'participantRemoved', actor: staff, about: ana, sessionId: 's1' },
      { kind: 'participantLetBackIn', actor: staff, about: ana, sessionId: 's1' },
      { kind: 'sessionEnded', actor: { kind: 'hub' }, about: null, sessionId: 's1' },
    ]);
    expect(await log.read('s1')).toHaveLength(9);
    expect(await log.findCommand('s1', { participantId: 'lead', commandId: 'c1' })).toEqual({ upTo: 2 });
  });

  it('AU4, AU13 events that are refused leave no entry', async () => {
    const { seq } = await test.records.audit.head();
    await expect(
      log.append('s1', 4, numbered('lead', 4, { type: 'sessionStarted' }), []),
    ).rejects.toMatchObject({ kind: 'conflict' });
    expect(await test.records.audit.head()).toMatchObject({ seq });
    await log.append('s1', 0, numbered('hub', 0, { type: 'sessionStarted' }), []);
    await expect(log.append('s1', 0, numbered('hub', 0, { type: 'sessionEnded' }), [])).rejects.toMatchObject(
      { kind: 'conflict' },
    );
    expect(await test.records.audit.head()).toMatchObject({ seq: seq + 1 });
  });
});
