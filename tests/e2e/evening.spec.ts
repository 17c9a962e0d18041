import { availableParallelism } from 'node:os';
import { expect, test } from '@playwright/test';
import { attendanceReplySchema } from '../../src/protocol/api/attendance.ts';
import { startEvening, type Evening } from '../support/evening.ts';
import { expectHearsAndSees, expectNothingFrom, expectSeesScreen } from '../support/hearing.ts';
import type { MemberPage } from '../support/memberPage.ts';
import { participantIds } from '../support/mediaProbe.ts';
import type { StaffPage } from '../support/staffPage.ts';

/** One evening in parts that build on each other: a lead, a co-facilitator and six members (four on a small machine) on real media. */
test.describe.configure({ mode: 'serial', timeout: 300_000 });

let evening: Evening;
let co: StaffPage;
let members: MemberPage[] = [];
let ids: ReadonlyMap<string, string>;

const id = (name: string): string => ids.get(name) ?? `nobody is called ${name}`;
/** Eight real clients encode and decode for one another: on a machine of few cores a smaller group goes the same way. */
const ROOM_SIZE = Number(process.env['EVENING_ROOM_SIZE'] ?? (availableParallelism() < 4 ? 2 : 3));
const NAMES = ['Ana R.', 'Ben T.', 'Cora L.', 'Dev P.', 'Ella M.', 'Femi A.'].slice(0, 2 * ROOM_SIZE);
const ROOM_ONE = NAMES.slice(0, ROOM_SIZE);
const ROOM_TWO = NAMES.slice(ROOM_SIZE);
const [STAYER = '', ...OTHERS_IN_ONE] = ROOM_ONE;
const [WITNESS = ''] = ROOM_TWO;
const MOVED = OTHERS_IN_ONE.at(-1) ?? '';
const DROPPED = ROOM_TWO.at(-1) ?? '';
const pageOf = (name: string): MemberPage['page'] => {
  const member = members.find((one) => one.name === name);
  if (!member) throw new Error(`${name} is not here.`);
  return member.page;
};
const matesOf = (room: readonly string[], name: string): string[] =>
  room.filter((mate) => mate !== name).map(id);

test.beforeAll(async () => {
  evening = await startEvening();
});
test.afterAll(async () => {
  await evening.close();
});

test('members come by their links and are let in', async () => {
  const { lead } = evening;
  await lead.openWaitingRoom();
  members = await Promise.all(NAMES.map((_name, index) => evening.member(index)));
  for (const member of members) await member.comeToWaitingRoom();
  co = await evening.staff('coFacilitator');
  await co.enter();
  const waiting = lead.page.getByTestId('waiting-panel');
  await expect(waiting.locator('[data-participant-id]')).toHaveCount(NAMES.length);
  await expect(waiting.getByText('12 Elm Street, Springfield').first()).toBeVisible();

  await lead.button('Let in Ana R.').click();
  await members[0]?.inRoom();
  await co.letEveryoneIn();
  for (const member of members) await member.inRoom();
  await lead.button('Start group').click();
  ids = await participantIds(lead.page);
});

test('in check-in everyone hears and sees everyone', async () => {
  const everyone = [evening.lead.name, co.name, ...ROOM_ONE, ...ROOM_TWO];
  for (const { page, name } of [evening.lead, co, ...members]) {
    await expectHearsAndSees(page, matesOf(everyone, name));
  }
});

test('slides are real text on the members’ screens, and presenter notes are not', async () => {
  const { lead } = evening;
  await lead.button('Show slides').click();
  await lead.page.getByRole('menuitem').first().click();
  await lead.page.keyboard.press('ArrowRight');
  const shown = lead.page.getByTestId('shown-slide').getByRole('heading').first();
  await expect(lead.page.getByRole('button', { name: 'Slide 2 of 11' })).toBeVisible();
  const title = (await shown.textContent()) ?? 'no title';
  for (const { page } of members) await expect(page.getByRole('heading', { name: title })).toBeVisible();
  const notes = (await lead.page.getByTestId('presenter-notes').locator('p').first().textContent()) ?? '';
  expect(notes.length).toBeGreaterThan(20);
  for (const { page } of members) await expect(page.getByText(notes)).toHaveCount(0);
});

test('two rooms part the group: room-mates are heard and seen, the others are not', async () => {
  const { lead } = evening;
  await lead.button('Arrange rooms').click();
  for (const name of ['Room 1', 'Room 2']) {
    await lead.button('Add a room').first().click();
    await expect(lead.page.getByTestId('rooms-board').first().getByRole('heading', { name })).toBeVisible();
  }
  for (const [room, people] of [
    ['Room 1', ROOM_ONE],
    ['Room 2', ROOM_TWO],
  ] as const) {
    for (const name of people) await lead.assign(name, room);
  }
  await lead.button('Open rooms').click();
  for (const name of ROOM_ONE) await expectHearsAndSees(pageOf(name), matesOf(ROOM_ONE, name));
  for (const name of ROOM_TWO) await expectHearsAndSees(pageOf(name), matesOf(ROOM_TWO, name));
  await expectNothingFrom(pageOf(STAYER), [...ROOM_TWO.map(id), id(lead.name), id(co.name)], id(MOVED));
  await expectNothingFrom(pageOf(WITNESS), [...ROOM_ONE.map(id), id(lead.name), id(co.name)], id(DROPPED));
});

test('a visit is heard in its room only, and a member is moved', async () => {
  await co.button('Visit Room 1').click();
  await expectHearsAndSees(pageOf(STAYER), [id(co.name)]);
  await expectNothingFrom(pageOf(WITNESS), [id(co.name)], id(DROPPED));
  await evening.lead.assign(MOVED, 'Room 2');
  await expectHearsAndSees(pageOf(MOVED), ROOM_TWO.map(id));
  await expectHearsAndSees(pageOf(WITNESS), [id(MOVED)]);
  await expectNothingFrom(pageOf(STAYER), [id(MOVED)], id(co.name));
});

test('a member drops, and comes back to the same room and seat', async () => {
  const { lead } = evening;
  const page = pageOf(DROPPED);
  await page.goto('about:blank');
  await expect(lead.page.getByTestId('rooms-board').getByText('lost').first()).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Someone walked in' }).waitFor();
  await expectHearsAndSees(page, [WITNESS, MOVED].map(id));
  await expectHearsAndSees(pageOf(WITNESS), [id(DROPPED)]);
  await expectNothingFrom(page, [id(STAYER)], id(WITNESS));
});

test('the recall counts down and brings everyone back', async () => {
  const { lead } = evening;
  await lead.button('Bring everyone back').first().click();
  await expect(
    pageOf(STAYER)
      .getByText(/back to the circle in/)
      .first(),
  ).toBeVisible();
  await expect(lead.button('Arrange rooms')).toBeVisible({ timeout: 90_000 });
  const everyone = [lead.name, ...ROOM_ONE, ...ROOM_TWO];
  for (const name of [...ROOM_ONE, ...ROOM_TWO])
    await expectHearsAndSees(pageOf(name), matesOf(everyone, name));
});

test('a shared screen reaches everyone', async () => {
  const { lead } = evening;
  await lead.button('Share').click();
  for (const { page } of members) await expectSeesScreen(page, id(lead.name));
  await lead.button('Stop sharing').first().click();
  await expect(lead.page.getByTestId('shared-screen')).toHaveCount(0);
});

test('the end is the end for everyone, and attendance agrees with the log', async () => {
  const { lead } = evening;
  await lead.button('End').click();
  await lead.button('End session for everyone').click();
  for (const { page } of members)
    await expect(page.getByText('Your group has ended for today').first()).toBeVisible();
  const sessionId = /session\/([^/?#]+)/.exec(lead.page.url())?.[1] ?? '';
  const reply = await lead.page.request.get(`${evening.hub.consoleUrl}api/sessions/${sessionId}/attendance`);
  const { rows, isFinal } = attendanceReplySchema.parse(await reply.json());
  expect(isFinal).toBe(true);
  const expected = await lead.secondsByRoom();
  for (const name of [...ROOM_ONE, ...ROOM_TWO]) {
    const row = rows.find((one) => one.participantId === id(name));
    expect(row, name).toBeDefined();
    expect(row?.secondsByRoom, name).toEqual(expected.get(id(name)));
  }
  expect(Object.keys(rows.find((row) => row.participantId === id(MOVED))?.secondsByRoom ?? {})).toHaveLength(
    3,
  );

  await lead.button('See the attendance').click();
  await expect(lead.page.getByTestId('attendance').getByText('Ana R.')).toBeVisible();
});
