import { expect, test } from '@playwright/test';
import { installDeviceTrouble } from '../support/devices.ts';
import { startEvening, type Evening } from '../support/evening.ts';
import { expectHearsAndSees, expectNothingFrom } from '../support/hearing.ts';
import type { MemberPage } from '../support/memberPage.ts';
import { participantIds } from '../support/mediaProbe.ts';
import { installSlowLine, type SlowLine } from '../support/slowLine.ts';
import type { StaffPage } from '../support/staffPage.ts';

/** What goes wrong on an evening, in parts that build on each other: each ends in a clear sentence, and nothing is lost. */
test.describe.configure({ mode: 'serial' });

let evening: Evening;
let co: StaffPage;
let coLine: SlowLine;
const members = new Map<string, MemberPage>();

const pageOf = (name: string): MemberPage['page'] => {
  const member = members.get(name);
  if (!member) throw new Error(`${name} is not here.`);
  return member.page;
};
const idOf = async (name: string): Promise<string> =>
  (await participantIds(evening.lead.page)).get(name) ?? `nobody is called ${name}`;

async function bring(index: number): Promise<MemberPage> {
  const member = await evening.member(index);
  members.set(member.name, member);
  return member;
}

test.beforeAll(async () => {
  evening = await startEvening();
});
test.afterAll(async () => {
  await evening.close();
});

const TROUBLES = [
  { error: 'NotFoundError', says: 'None was found', fix: 'Check that it is plugged in' },
  { error: 'NotReadableError', says: 'Another program is using it', fix: 'Close other programs' },
  {
    error: 'NotAllowedError',
    says: 'The browser does not have permission yet',
    fix: 'Switch on camera and microphone',
  },
];
for (const [index, { error, says, fix }] of TROUBLES.entries()) {
  test(`CL30 MP17 SE21 ${error}: a member is told what to do, comes in without devices, and is seen once it is fixed`, async () => {
    const { lead } = evening;
    if (index === 0) {
      await lead.openWaitingRoom();
      await lead.startGroup();
    }
    const member = await bring(index);
    const { page, name } = member;
    await page.addInitScript(installDeviceTrouble, error);
    await member.open();
    for (const device of ['camera', 'microphone']) {
      await expect(page.getByTestId(`check-${device}`).getByText(says)).toBeVisible();
    }
    await page.getByRole('button', { name: 'Fix it: Camera' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(fix)).toBeVisible();
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByTestId('check-camera').getByText(says)).toBeVisible();
    await expect(page.getByText('Without a microphone the group cannot hear you')).toBeVisible();

    await member.comeToWaitingRoom();
    const waiting = lead.page.getByTestId('waiting-panel');
    for (const device of ['camera', 'microphone']) {
      await expect(waiting.getByText(`trouble: ${device}`)).toBeVisible();
    }
    await lead.button(`Let in ${name}`).click();
    await member.inRoom();
    await expectHearsAndSees(page, [await idOf(lead.name)]);

    await page.getByRole('button', { name: 'Unmute', exact: true }).click();
    await expect(page.locator('[data-testid^="trouble-"]').first()).toContainText('The group cannot hear');
    await member.mendDevices();
    await expectHearsAndSees(lead.page, [await idOf(name)]);
  });
}

test('CL30 CO13 a facilitator without devices is told what to do, and comes in', async () => {
  co = await evening.staff('coFacilitator');
  coLine = await installSlowLine(co.page);
  await co.page.addInitScript(installDeviceTrouble, 'NotReadableError');
  await co.page.reload();
  await co.enter();
  await expect(co.page.getByTestId('trouble-microphone')).toContainText(
    'Another program is using the microphone',
  );
  await expect(co.page.getByTestId('trouble-camera')).toContainText('Another program is using the camera');
  await expectHearsAndSees(co.page, [await idOf(evening.lead.name)]);
  await co.page.evaluate(() => globalThis.window.cureDevices());
  for (const device of ['microphone', 'camera']) {
    await co.page.getByTestId(`trouble-${device}`).getByRole('button', { name: 'Try again' }).click();
  }
  await expectHearsAndSees(evening.lead.page, [await idOf(co.name)]);
});

test('SE4 two facilitators let everyone in at once: everyone is in, once, and nobody is told of an error', async () => {
  const { lead } = evening;
  const names: string[] = [];
  for (const index of [3, 4]) {
    const member = await bring(index);
    names.push(member.name);
    await member.comeToWaitingRoom();
  }
  await co.button('Let everyone in').waitFor();
  coLine.hold();
  await lead.letEveryoneIn();
  for (const name of names) await members.get(name)?.inRoom();
  // The co-facilitator's screen still shows them waiting.
  await co.letEveryoneIn();
  coLine.release();
  await expect(co.button('Let everyone in')).toHaveCount(0);
  await expect(co.page.getByTestId('waiting-panel').locator('[data-participant-id]')).toHaveCount(0);
  for (const staff of [lead, co]) await expect(staff.trouble()).toHaveCount(0);
  const ids = await Promise.all(names.map(idOf));
  expect(await lead.eventsOf('participantAdmitted', ids)).toHaveLength(2);
});

test('SE44 two facilitators open the rooms at once: they open once, and the second is told so', async () => {
  const { lead } = evening;
  await lead.arrangeRooms({ 'Room 1': ['Ana R.', 'Ben T.'], 'Room 2': ['Cora L.', 'Dev P.'] });
  await co.button('Open rooms').waitFor();
  coLine.hold();
  await lead.button('Open rooms').click();
  await expect(pageOf('Ana R.').getByRole('heading', { name: 'Room 1' })).toBeVisible();
  await co.button('Open rooms').click();
  coLine.release();
  await expect(co.page.getByText('The rooms are already open')).toBeVisible();
  await expect(co.button('Bring everyone back').first()).toBeVisible();
  await expect(lead.trouble()).toHaveCount(0);
  expect(await lead.eventsOf('roomsOpened')).toHaveLength(1);
  await expectHearsAndSees(pageOf('Ana R.'), [await idOf('Ben T.')]);
});

test('SE20 SE43 CO8 who comes while rooms are open waits, is let in to the circle, and is placed', async () => {
  const { lead } = evening;
  const late = await bring(5);
  await late.comeToWaitingRoom();
  await lead.button(`Let in ${late.name}`).click();
  await late.inRoom();
  await expect(late.page.getByRole('heading', { name: /IOP/ })).toBeVisible();
  await expect(lead.room('In the circle').getByText(late.name).first()).toBeVisible();
  await expectHearsAndSees(late.page, [await idOf(lead.name)]);
  await expectNothingFrom(late.page, [await idOf('Ana R.'), await idOf('Cora L.')], await idOf(lead.name));

  await lead.assign(late.name, 'Room 2');
  await expect(late.page.getByRole('heading', { name: 'Room 2' })).toBeVisible();
  await expectHearsAndSees(late.page, [await idOf('Cora L.'), await idOf('Dev P.')]);
});

// What cuts the line here cuts what goes over TCP: the socket falls silent without being closed, as in a dead spot. Media goes
// over UDP, which the browser's switch does not touch; that it flows again afterwards is seen all the same.
test('CL4 CL6 MP19 LI8 LI28 a network that is cut keeps the seat: all are told, and the same room goes on', async () => {
  const { lead } = evening;
  const page = pageOf('Ana R.');
  // A pointer that rests on a message keeps it open, and this one lies over the controls.
  await page.mouse.move(1, 1);
  await page.context().setOffline(true);
  await expect(page.getByText('Your connection dropped')).toBeVisible();
  await expect(lead.room('Room 1').getByText('lost').first()).toBeVisible();
  await page.getByRole('button', { name: 'Raise your hand' }).click();
  await expect(page.getByRole('button', { name: 'Someone walked in' })).toBeVisible();

  await page.context().setOffline(false);
  await expect(page.getByText('Your connection dropped')).toHaveCount(0);
  await expect(lead.room('Room 1').getByText('lost')).toHaveCount(0);
  await expect(lead.room('Room 1').getByText('Ana R.').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Room 1' })).toBeVisible();
  // What was pressed meanwhile is not lost.
  await expect(page.getByRole('button', { name: 'Lower your hand' })).toBeVisible();
  await expectHearsAndSees(page, [await idOf('Ben T.')]);
  await expectHearsAndSees(pageOf('Ben T.'), [await idOf('Ana R.')]);
});

test('ID11 DO4 MP4 MP20 a link that is revoked in the console ends the visit at once, and opens nothing any more', async () => {
  const office = await evening.staff('lead');
  const { page } = office;
  await page.goto(`${evening.hub.consoleUrl}groups/${evening.hub.sample.groupId}`);
  await page.getByRole('button', { name: 'Actions for Dev P.' }).click();
  await page.getByRole('menuitem', { name: 'Revoke the link…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke the link' }).click();
  await expect(page.getByText('link revoked').first()).toBeVisible();
  await office.close();

  const member = members.get('Dev P.');
  if (!member) throw new Error('Dev P. is not here.');
  await expect(member.page.getByRole('button', { name: 'Someone walked in' })).toHaveCount(0);
  await expect(
    member.page.getByText(/open your personal link again|does not work any more/i).first(),
  ).toBeVisible();
  await expectNothingFrom(pageOf('Cora L.'), [await idOf('Dev P.')], await idOf('Femi A.'));
  await member.open();
  await expect(member.page.getByText('This link does not work any more')).toBeVisible();
});

const LINKS = [
  ['guessed', 'join#AAAAAAAAAAAAAAAAAAAAAA', 'This link is not complete or not right'],
  ['cut short', 'join#AAAA', 'This page opens from the link your program sent you'],
  ['nothing at all', 'join', 'This page opens from the link your program sent you'],
  ['a seat of nobody’s', 'join/nobody', 'Please open your personal link again'],
] as const;
for (const [what, address, says] of LINKS) {
  test(`DO3 MP2 MP4 a link that is ${what} is told in a sentence, with what to do`, async () => {
    const visitor = await evening.browser.newContext({ locale: 'en-US' });
    const page = await visitor.newPage();
    await page.goto(`${evening.hub.consoleUrl}${address}`);
    await expect(page.getByText(says)).toBeVisible();
    await visitor.close();
  });
}

test('LI30 MP20 who comes after the end is told so, and who was in sees it at once', async () => {
  const { lead } = evening;
  await lead.button('End').click();
  await lead.button('End session for everyone').click();
  await expect(pageOf('Ana R.').getByText('Your group has ended for today').first()).toBeVisible();
  const late = await bring(7);
  await late.open();
  await pageOf('Ana R.').reload();
  for (const { page } of [late, { page: pageOf('Ana R.') }]) {
    const sentence = page.getByText(/No group meeting is planned for you just now|has ended for today/);
    await expect(sentence.first()).toBeVisible();
  }
});
