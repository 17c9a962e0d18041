import { expect, type Locator, type Page } from '@playwright/test';
import { startEvening, type Evening } from '../support/evening.ts';
import { mark } from '../support/marksPage.ts';
import type { StaffPage } from '../support/staffPage.ts';
import { test } from '../support/surfaceTest.ts';
import { look } from '../support/tour/look.ts';

/** Two consoles in one session, each with a notebook of its own, and the network of one pulled. */
test.describe.configure({ mode: 'serial' });

let evening: Evening;
let co: StaffPage;

const rows = (page: Page): Locator => page.getByTestId('marks').locator('[data-mark-id]');

test.beforeAll(async ({ surface }) => {
  evening = await startEvening({ surface });
  await evening.lead.openWaitingRoom();
  for (const index of [0, 1]) await (await evening.member(index)).comeToWaitingRoom();
  co = await evening.staff('coFacilitator');
  await co.enter();
  await evening.lead.letEveryoneIn();
  await evening.lead.startGroup();
});
test.afterAll(async () => {
  await evening.close();
});

test('MK1 MK41 a mark takes four presses, and the other console has it before it would have asked', async () => {
  const { page } = evening.lead;
  for (const staff of [page, co.page]) await staff.getByRole('button', { name: /^Timeline/ }).click();
  await mark(page, 'a', 's', 'Enter');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
    'Marked: Ana R., Shared openly.',
  );
  await expect(rows(page)).toContainText(['Ana R. Shared openly']);
  await expect(rows(co.page)).toContainText(['Ana R. Shared openly'], { timeout: 10_000 });
  await expect(rows(co.page).getByRole('button')).toHaveCount(0);
});

test('MK20 MK22 marks made with the network pulled are kept here, and both consoles have all once it is back', async () => {
  const { page } = evening.lead;
  await evening.lead.pullNetwork();
  await mark(page, 'b', 'r', 'Tab', 'x', 'Enter');
  await expect(rows(page).first()).toContainText('Ben T. Made a statement about risk');
  await expect(page.getByTestId('marks-state').locator('[data-place=waiting]')).toBeVisible();
  await mark(co.page, 'a', 'i', 'Enter');
  await expect(rows(co.page)).toHaveCount(2);
  await evening.lead.giveNetworkBack();
  for (const staff of [page, co.page]) {
    await expect(rows(staff)).toContainText(
      ['Ana R. Voiced an insight', 'Ben T. Made a statement about risk', 'Ana R. Shared openly'],
      { timeout: 60_000 },
    );
  }
  await expect(page.getByTestId('marks-state').locator('[data-place=uploaded]')).toBeVisible();
});

test('MK11 MK31 what is taken back here is gone there, and can be put back', async () => {
  const { page } = evening.lead;
  await page.keyboard.press('Control+z');
  await expect(rows(co.page)).toHaveCount(2, { timeout: 10_000 });
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press('Control+Shift+z');
  await expect(rows(co.page)).toHaveCount(3, { timeout: 10_000 });
});

test('MK4 MK30 palette and timeline can be used by everybody, and fit a phone', async () => {
  const { page } = evening.lead;
  await look(page, 'marks');
  await page.keyboard.press('n');
  await look(page, 'mark whom');
  await page.keyboard.press('a');
  await look(page, 'mark what');
  await page.keyboard.press('Escape');
  expect(evening.violations).toEqual([]);
});
