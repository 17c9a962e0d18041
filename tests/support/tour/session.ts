import type { Evening } from '../evening.ts';
import type { MemberPage } from '../memberPage.ts';
import { participantIds } from '../mediaProbe.ts';
import type { StaffPage } from '../staffPage.ts';
import { inTab, opened, type Visit } from './visit.ts';

/** Who is on the tour once the group has begun. The last member's page speaks Spanish. */
export type Company = {
  readonly lead: StaffPage;
  readonly co: StaffPage;
  readonly members: readonly MemberPage[];
};

/** The first three and the last of the members. @throws Error where there are fewer */
export function nameMembers({ members }: Company): Record<'ana' | 'ben' | 'cora' | 'spanish', MemberPage> {
  const [ana, ben, cora] = members;
  const spanish = members.at(-1);
  if (!ana || !ben || !cora || !spanish || members.length < 4)
    throw new Error('The tour needs four members at least');
  return { ana, ben, cora, spanish };
}

/** The group begins: everyone is let in, a slide is shown, hands and messages and help; each as staff and members see it. */
export async function tourSession(
  evening: Evening,
  visit: Visit,
  members: readonly MemberPage[],
): Promise<Company> {
  const { lead } = evening;
  const co = await evening.staff('coFacilitator');
  await co.enter();
  await lead.letEveryoneIn();
  for (const member of members) await member.inRoom();
  await lead.startGroup();
  const company = { lead, co, members };
  await tourDeviceTrouble(company, visit);
  await tourSlides(company, visit);
  await tourTalk(company, visit);
  await tourHelp(company, visit);
  await tourShare(company, visit);
  const giveRoomAgain = await fillDisk(company.co);
  await tourSpotlight(company, visit);
  await tourFullHub(company, visit);
  await giveRoomAgain();
  await tourLayers(company, visit);
  await tourLostLines(company, visit);
  return company;
}

/** The member whose devices were refused at the door unmutes, and gets them. */
async function tourDeviceTrouble(company: Company, visit: Visit): Promise<void> {
  const { ben } = nameMembers(company);
  await ben.page.getByRole('button', { name: 'Unmute', exact: true }).click();
  await ben.page.getByText('The group cannot hear').first().waitFor();
  await visit(ben.page, 'member-device-trouble');
  await ben.mendDevices();
}

async function tourSlides(company: Company, visit: Visit): Promise<void> {
  const { lead } = company;
  const { ana, ben, spanish } = nameMembers(company);
  await lead.button('Show slides').click();
  await lead.page.getByRole('menuitem').first().click();
  await lead.page.getByTestId('shown-slide').first().waitFor();
  await lead.page.getByRole('menu').waitFor({ state: 'detached' });
  await lead.page.keyboard.press('ArrowRight');
  await ben.page.getByRole('button', { name: 'Raise your hand' }).click();
  await ben.page.getByRole('button', { name: 'Lower your hand' }).waitFor();
  await visit(lead.page, 'session');
  await lead.button('Grid').click();
  await visit(lead.page, 'session-grid');
  await lead.button('Circle').click();
  await visit(lead.page, 'session-notes', inTab('Notes'));
  await visit(
    lead.page,
    'session-ratings',
    inTab('Notes', {
      show: (page) => page.getByRole('button', { name: /^Ratings/ }).click(),
      hide: (page) => page.getByRole('button', { name: 'Slide', exact: true }).click(),
    }),
  );

  await visit(ana.page, 'member-room');
  await visit(spanish.page, 'member-room-es');
  await ana.page.getByRole('button', { name: 'More' }).click();
  await ana.page.getByRole('menuitem', { name: 'Show the circle' }).click();
  await visit(ana.page, 'member-circle');
  await ana.page.getByRole('button', { name: 'More' }).click();
  await ana.page.getByRole('menuitem', { name: 'Show the grid' }).click();
}

async function tourTalk(company: Company, visit: Visit): Promise<void> {
  const { lead, co } = company;
  const { ana } = nameMembers(company);
  await ana.page.getByRole('button', { name: /^Chat/ }).click();
  await ana.page.getByLabel('Message to the facilitators').fill('May I go two minutes before six?');
  await ana.page.getByRole('button', { name: 'Send' }).click();
  await co.page
    .getByTestId('chat')
    .getByLabel('Message to Staff line')
    .fill('I have room one, if you take the slides.');
  await co.page.getByTestId('chat').getByRole('button', { name: 'Send' }).click();
  await lead.page.getByTestId('chat').getByText('I have room one').waitFor();
  await lead.page.getByTestId('chat').getByRole('button', { name: /^Room/ }).click();
  await lead.page.getByTestId('chat').getByLabel('Message to Room').fill('The worksheet is on page four.');
  await lead.page.getByTestId('chat').getByRole('button', { name: 'Send' }).click();
  await ana.page.getByText('The worksheet is on page four.', { exact: true }).waitFor();
  await visit(ana.page, 'member-chat');
  await visit(lead.page, 'session-chat', inTab('Chat'));
  // On a phone the chat is a sheet over the room.
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
}

async function tourHelp(company: Company, visit: Visit): Promise<void> {
  const { lead } = company;
  const { ana, cora } = nameMembers(company);
  const [anaId, coraId] = await idsOf(lead, [ana.name, cora.name]);
  await ana.page.getByRole('button', { name: 'Help', exact: true }).click();
  await ana.page.getByRole('dialog').waitFor();
  await visit(ana.page, 'member-help');
  await ana.page.getByRole('button', { name: 'I need someone now' }).click();
  await lead.page.getByTestId(`help-${anaId}`).waitFor();
  await cora.page.getByRole('button', { name: 'Someone walked in' }).click();
  await lead.page.getByTestId(`shielded-${coraId}`).waitFor();
  await visit(cora.page, 'member-shielded');
  await visit(lead.page, 'session-help');
  await lead.page.getByTestId(`help-${anaId}`).getByRole('button', { name: 'I’ve got it' }).click();
  await ana.page.getByTestId('help-banner').getByText('is with you').waitFor();
  await visit(ana.page, 'member-help-taken');
  await ana.page.getByRole('button', { name: 'I’m all right now' }).click();
  await cora.page.getByRole('button', { name: 'It’s private again' }).click();
  await cora.inRoom();
  for (const device of ['Unmute', 'Turn camera on']) {
    await cora.page.getByRole('button', { name: device, exact: true }).click();
  }
}

async function tourShare(company: Company, visit: Visit): Promise<void> {
  const { lead } = company;
  const { ana } = nameMembers(company);
  await lead.button('Share').click();
  await lead.page.getByTestId('shared-screen').waitFor();
  await ana.page.getByText('is showing their screen').first().waitFor();
  await visit(lead.page, 'session-share');
  await visit(ana.page, 'member-shared-screen');
  await lead.button('Stop sharing').first().click();
  await lead.page.getByTestId('shared-screen').waitFor({ state: 'detached' });
}

/** Somebody in the spotlight who was asked to unmute, from both sides. */
async function tourSpotlight(company: Company, visit: Visit): Promise<void> {
  const { lead } = company;
  const { cora } = nameMembers(company);
  const choose = async (entry: string) => {
    await lead.page
      .getByRole('button', { name: `Actions for ${cora.name}` })
      .first()
      .click();
    await lead.page.getByRole('menuitem', { name: entry, exact: true }).click();
  };
  await choose('Spotlight for everyone');
  await visit(lead.page, 'session-spotlight');
  await choose('Mute');
  await cora.page.getByRole('button', { name: 'Unmute', exact: true }).waitFor();
  await choose('Ask to unmute');
  const asked = cora.page.getByTestId('unmute-asked');
  await asked.waitFor();
  await visit(cora.page, 'member-asked-to-unmute');
  await asked.getByRole('button', { name: 'Unmute' }).click();
  await choose('End spotlight');
}

/** From now on the hub says that its disk is full (CO73), as often as the console asks. @returns what ends it */
async function fillDisk({ page }: StaffPage): Promise<() => Promise<void>> {
  const standing = '**/api/hub';
  await page.route(standing, (route) => route.fulfill({ json: { canSave: false } }));
  return () => page.unroute(standing);
}

async function tourFullHub({ co }: Company, visit: Visit): Promise<void> {
  await co.page.getByTestId('cannot-save').waitFor();
  await visit(co.page, 'session-cannot-save');
}

/** On a phone the devices and the keys stand under "More", the devices as they are (CO42). */
async function openControl(page: StaffPage['page'], name: 'Devices' | 'Keys'): Promise<void> {
  const more = page.getByRole('button', { name: 'More', exact: true });
  const isPhone = await more.isVisible();
  if (isPhone) await more.click();
  if (!isPhone || name === 'Keys') await page.getByRole('button', { name }).click();
}

/** What opens over the screen: menus, devices, keys, settings. */
async function tourLayers(company: Company, visit: Visit): Promise<void> {
  const { lead } = company;
  const { ana, ben } = nameMembers(company);
  const menu = (page: StaffPage['page']) =>
    page
      .getByRole('button', { name: `Actions for ${ben.name}` })
      .first()
      .click();
  await visit(lead.page, 'session-person-menu', opened(menu));
  await visit(
    lead.page,
    'session-devices',
    opened((page) => openControl(page, 'Devices')),
  );
  await visit(
    lead.page,
    'dialog-keys',
    opened((page) => openControl(page, 'Keys')),
  );
  await visit(
    ana.page,
    'member-settings',
    opened(async (page) => {
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Settings' }).click();
    }),
  );
}

/** What both sides see of a line that is lost, and of one's own. */
async function tourLostLines(company: Company, visit: Visit): Promise<void> {
  const { lead, co } = company;
  const { ana } = nameMembers(company);
  // The console has heard by now that the hub has room again.
  await co.page.getByTestId('cannot-save').waitFor({ state: 'detached' });
  const lost = [ana.page, co.page];
  for (const page of lost) await page.context().setOffline(true);
  for (const page of lost) await page.getByTestId('reconnecting').waitFor();
  await lead.page.getByTestId('stage').getByText(/^lost/).first().waitFor();
  await visit(ana.page, 'member-reconnecting');
  await visit(co.page, 'session-reconnecting');
  await visit(lead.page, 'session-lost');
  for (const page of lost) await page.context().setOffline(false);
  for (const page of lost) await page.getByTestId('reconnecting').waitFor({ state: 'detached' });
}

async function idsOf(staff: StaffPage, names: readonly string[]): Promise<readonly string[]> {
  const ids = await participantIds(staff.page);
  return names.map((name) => ids.get(name) ?? `nobody is called ${name}`);
}
