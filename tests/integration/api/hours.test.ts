import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditReplySchema } from '../../../src/protocol/api/audit.ts';
import { groupReplySchema, todayReplySchema } from '../../../src/protocol/api/groups.ts';
import { hoursReplySchema } from '../../../src/protocol/api/hours.ts';
import type { LoggedEvent, SessionEvent } from '../../../src/protocol/session/events.ts';
import { comeBack, createTestHub, START, type Ask, type TestHub } from './testHub.ts';

const DAY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;
let test: TestHub;
let ask: Ask;
let groupId: string;

/** A group of three evenings, and two who were on its roster before the week. */
beforeEach(async () => {
  test = await createTestHub();
  ({ ask } = await test.setUp());
  groupId = await addGroup('Evening', 'IOP-180', [2, 4, 6]);
  test.clock.now = START - 7 * DAY_MS;
  for (const [id, displayName] of [
    ['ana', 'Ana R.'],
    ['ben', 'Ben T.'],
  ] as const)
    await test.records.members.add({ id, groupId, displayName, language: 'en', otherNames: [] });
  test.clock.now = START;
});
afterEach(() => test.close());

async function addGroup(name: string, template: string, weekdays: readonly number[]): Promise<string> {
  const meetingTimes = weekdays.map((weekday) => ({ weekday, startsAt: '18:00' }));
  const { json } = await ask('POST', '/api/groups', { name, template, meetingTimes });
  return groupReplySchema.parse(json).group.id;
}
const hours = async (of: Ask = ask) => hoursReplySchema.parse((await of('GET', '/api/hours')).json);
const standing = async () =>
  (await hours()).groups[0]?.members.map(({ name, countedMinutes, status }) => [
    name,
    countedMinutes,
    status,
  ]);
const sessionOfToday = async (): Promise<string> =>
  todayReplySchema.parse((await ask('GET', '/api/today')).json).sessions[0]?.id ?? '';

/** Today's session with one member for its first part of so many minutes; it is over then where that is said. */
async function hold(memberId: string, minutes: number, isOver: boolean): Promise<string> {
  const id = await sessionOfToday();
  const facts = await test.records.sessions.find(id);
  if (!facts) throw new Error('no facts');
  const arrived: SessionEvent = {
    type: 'participantArrived',
    participantId: memberId,
    name: 'Ana R.',
    role: 'member',
    seat: 0,
    roomId: 'main',
    isMicOn: true,
    isCameraOn: true,
    door: null,
  };
  const events: readonly [number, SessionEvent][] = [
    [0, { type: 'sessionCreated', facts }],
    [0, { type: 'waitingRoomOpened' }],
    [0, arrived],
    [0, { type: 'sessionStarted' }],
    [0, { type: 'blockStarted', index: 0 }],
    ...(isOver ? [[minutes, { type: 'sessionEnded' }] as [number, SessionEvent]] : []),
  ];
  const log = events.map(([at, event], index): LoggedEvent => ({
    seq: index + 1,
    at: START + at * MINUTE_MS,
    by: 'lead',
    event,
  }));
  await test.records.sessionLog.append(id, 0, log, []);
  test.clock.now = START + minutes * MINUTE_MS;
  await comeBack(ask);
  return id;
}

it('AT22 AT23 counts what meeting times will make before anybody has asked for those days', async () => {
  expect(await hours()).toMatchObject({
    minimumMinutes: 540,
    groups: [{ groupId, groupName: 'Evening', plannedMinutes: 540, comingMinutes: 540 }],
  });
  await sessionOfToday();
  expect((await hours()).groups[0]).toMatchObject({ plannedMinutes: 540, comingMinutes: 540 });
  expect(await standing()).toEqual([
    ['Ana R.', 0, 'on_track'],
    ['Ben T.', 0, 'on_track'],
  ]);
});

it('AT21 AT23 puts whoever missed an evening at risk, and nobody who was there', async () => {
  await hold('ana', 180, true);
  expect((await hours()).groups[0]).toMatchObject({ plannedMinutes: 540, comingMinutes: 360 });
  expect(await standing()).toEqual([
    ['Ana R.', 180, 'on_track'],
    ['Ben T.', 0, 'at_risk'],
  ]);
});

it('AT22 counts of a session that is on what is left of it', async () => {
  const id = await hold('ben', 30, false);
  test.live.set(id, { status: 'in_progress', waitingCount: 0, presentCount: 1 });
  expect((await hours()).groups[0]?.comingMinutes).toBe(510);
  expect(await standing()).toEqual([
    ['Ana R.', 0, 'at_risk'],
    ['Ben T.', 30, 'on_track'],
  ]);
});

it('AT22 counts nothing of a session that nobody has opened in its time', async () => {
  await sessionOfToday();
  test.clock.now = START + 4 * 3_600_000;
  await comeBack(ask);
  expect((await hours()).groups[0]).toMatchObject({ plannedMinutes: 540, comingMinutes: 360 });
});

it('AT23 AT24 asks nothing of who came during the week, nor of a group that is no intensive one', async () => {
  await addGroup('Aftercare', 'GROUP-60', [2]);
  await hold('ana', 180, true);
  await ask('POST', `/api/groups/${groupId}/members`, { displayName: 'Cora L.', language: 'en' });
  const { groups } = await hours();
  expect(groups.map(({ groupName }) => groupName)).toEqual(['Evening']);
  expect(groups[0]?.members.at(-1)).toMatchObject({ name: 'Cora L.', status: 'partial_week' });
});

it('SC7 AU12 tells of the groups that one takes part in, and leaves an entry where it told of somebody', async () => {
  const co = await test.signedIn('coFacilitator');
  expect((await hours(co.ask)).groups).toEqual([]);
  await test.records.groupStaff.assign(groupId, [co.id]);
  expect((await hours(co.ask)).groups).toHaveLength(1);
  const administrator = await test.signedIn('administrator');
  expect((await administrator.ask('GET', '/api/hours')).status).toBe(403);
  const { json } = await ask('GET', '/api/audit?kinds=hoursRead');
  expect(auditReplySchema.parse(json).entries).toMatchObject([
    { kind: 'hoursRead', actor: { id: co.id }, basis: 'seeReports', details: { count: 1 } },
  ]);
});
