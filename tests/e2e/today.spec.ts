import { expect, test, type Page } from '@playwright/test';
import { hoursReplySchema } from '../../src/protocol/api/hours.ts';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility.ts';
import { beginGroup } from '../support/beginGroup.ts';
import { startEvening, type Evening } from '../support/evening.ts';
import { noteInList, section } from '../support/notesPage.ts';
import type { SeatedMember } from '../support/seatMember.ts';
import type { StaffPage } from '../support/staffPage.ts';

/** Today, from before the group to its notes, with a colleague and with the network pulled. */
test.describe.configure({ mode: 'serial' });

/** Sync and Today's own looking come by themselves (NB29, CO82). */
const SOON = { timeout: 60_000 };

let evening: Evening;
let co: StaffPage;
const seated: SeatedMember[] = [];

const notes = (page: Page) => page.getByTestId('notes-to-finish');
const noteLink = (page: Page, name: string) =>
  notes(page).getByRole('link', { name: new RegExp(`^${name.replace('.', '\\.')}`) });
const workstation = (page: Page) => page.getByTestId('workstation');
const goToToday = (page: Page) => page.getByRole('link', { name: 'Today' }).click();

async function expectWellMade(page: Page, screen: string): Promise<void> {
  await expectAccessible(page, screen);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page, screen);
  if (before) await page.setViewportSize(before);
}

test.beforeAll(async () => {
  evening = await startEvening();
  co = await evening.staff('coFacilitator');
});
test.afterAll(async () => {
  for (const member of seated) member.close();
  await evening.close();
});

test('CO15 CO82 CO83 CO84 before the group: who is expected, and that nothing waits', async () => {
  const { page } = evening.lead;
  const card = page.getByTestId(/^session-/).first();
  await expect(card).toContainText('Ana R., Ben T., Cora L.');
  await expect(card).toContainText(/begins (in|now)|was to begin/);
  await expect(notes(page)).toContainText('No note waits for you.');
  await expect(workstation(page)).toHaveAttribute('data-place', 'uploaded');
  await expect(page.getByTestId('hours-at-risk')).toContainText('joined during the week');
  await expectWellMade(page, 'today with nothing to do');
});

test('CO15 CO82 after the group each note that is due leads to itself', async () => {
  const { lead } = evening;
  const { page } = lead;
  await beginGroup(evening, co, seated, 2);
  await lead.button('End').click();
  await lead.button('End session for everyone').click();
  await lead.button('Write the notes').click();
  await goToToday(page);
  await expect(page.getByTestId(/^session-/).first()).toContainText('Ended');
  await expect(lead.button('Write the notes')).toBeVisible();
  await expect(notes(page)).toContainText('Due by');
  await expect(noteLink(page, 'Group part')).toContainText('to write');
  await expect(noteLink(page, 'Ana R.')).toContainText('to write');
  await expect(noteLink(page, 'Cora L.')).toHaveCount(0);
  await expectWellMade(page, 'today with notes');
  await noteLink(page, 'Ben T.').click();
  await expect(page.getByRole('heading', { name: 'Ben T.', level: 2 })).toBeVisible();
});

test('CO82 a note that was handed over waits for whoever is to sign it, and for nobody else', async () => {
  const { page } = evening.lead;
  await co.button('Write the notes').click();
  await noteInList(co.page, 'Ana R.').click();
  await section(co.page, 'Plan').pressSequentially('One worksheet until Tuesday.');
  await goToToday(co.page);
  await expect(noteLink(co.page, 'Ana R.')).toContainText('begun');
  await noteLink(co.page, 'Ana R.').click();
  await co.page.getByRole('button', { name: 'Hand over' }).click();
  await co.page.getByRole('menuitem', { name: /^Maria/ }).click();
  await goToToday(co.page);
  await expect(noteLink(co.page, 'Group part')).toBeVisible();
  await expect(noteLink(co.page, 'Ana R.')).toHaveCount(0);
  await goToToday(page);
  await expect(noteLink(page, 'Ana R.')).toContainText('to sign', SOON);
});

test('CO83 CO85 without the network Today is there from this workstation, with what waits', async () => {
  const { page } = evening.lead;
  await noteLink(page, 'Ben T.').click();
  await page.context().setOffline(true);
  await section(page, 'Plan').pressSequentially('A walk after work.');
  await goToToday(page);
  await expect(workstation(page)).toHaveAttribute('data-place', /^(savedHere|waiting)$/);
  const waiting = workstation(page).getByRole('link', { name: /^Ben T\./ });
  await expect(waiting).toBeVisible();
  await expect(page.getByTestId(/^session-/).first()).toContainText('Ended');
  await expect(noteLink(page, 'Ben T.')).toContainText('begun');
  await expectWellMade(page, 'today without the network');
  await waiting.click();
  await expect(section(page, 'Plan')).toContainText('A walk after work.');
  await goToToday(page);
  await page.context().setOffline(false);
  await expect(workstation(page)).toHaveAttribute('data-place', 'uploaded', SOON);
  await expect(workstation(page).getByRole('link')).toHaveCount(0);
});

test('CO84 who cannot reach the week’s hours is named with what is missing, and leads to the roster', async () => {
  const { page } = evening.lead;
  // The sample's members came this week, of whom nothing is asked yet: the hub's own reckoning is held in its tests.
  await page.route(/\/api\/hours$/, async (route) => {
    const reply = hoursReplySchema.parse(await (await route.fetch()).json());
    const groups = reply.groups.map((group) => ({
      ...group,
      plannedMinutes: 540,
      comingMinutes: 180,
      members: group.members.map((member, index) => ({
        ...member,
        countedMinutes: index === 0 ? 180 : 360,
        status: index === 0 ? 'at_risk' : 'on_track',
      })),
    }));
    await route.fulfill({ json: { ...reply, groups } });
  });
  await page.getByRole('link', { name: 'Groups' }).click();
  await goToToday(page);
  const hours = page.getByTestId('hours-at-risk');
  await expect(hours).toContainText('Ana R.');
  await expect(hours).toContainText('3 h so far, 3 h short');
  await expect(hours).not.toContainText('Ben T.');
  await expectWellMade(page, 'today with hours at risk');
  await hours.getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Roster' })).toBeVisible();
});
