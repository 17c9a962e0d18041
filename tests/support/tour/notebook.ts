import { expect, type Page } from '@playwright/test';
import type { Evening } from '../evening.ts';
import { passphraseOf } from '../locks.ts';
import { badge, banner, expectPlace, openNotes } from '../notebookPage.ts';
import { opened, type Scene, type Visit } from './visit.ts';

/** The badge's layer, and what is reached from it. */
const fromBadge = (button?: string): Scene =>
  opened(async (page) => {
    await badge(page).getByRole('button').click();
    if (button === undefined) return;
    await page.getByRole('button', { name: button }).click();
    // Not the badge's own layer, which is just going.
    await page.getByRole('dialog', { name: button.replace('…', '') }).waitFor();
  });

/** What the notebook shows above every place: its badge, its banners and their questions. It is open again at the end. */
export async function tourNotebook(evening: Evening, visit: Visit): Promise<void> {
  const { hub, lead } = evening;
  const { page } = lead;
  await expectPlace(page, 'uploaded');
  await visit(page, 'notebook-recovery');
  await banner(page).getByRole('button').click();
  await page.getByTestId('recovery-key').waitFor();
  await visit(page, 'dialog-recovery-key');
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await banner(page).waitFor({ state: 'detached' });
  await visit(page, 'notebook-badge', fromBadge());
  await visit(page, 'dialog-write-backup', fromBadge('Write a backup file…'));
  await visit(page, 'dialog-read-backup', fromBadge('Read a backup file…'));

  const elsewhere = await evening.staff('lead');
  await banner(elsewhere.page).getByRole('button').click();
  await elsewhere.page.getByRole('dialog').waitFor();
  await visit(elsewhere.page, 'dialog-bring-author');
  await elsewhere.close();

  const tab = await page.context().newPage();
  await tab.goto(`${hub.consoleUrl}today`);
  await expectPlace(tab, 'openElsewhere');
  await visit(tab, 'notebook-open-elsewhere');
  await tab.close();

  await page.reload();
  await expectPlace(page, 'locked');
  await visit(page, 'notebook-locked');
  await banner(page).getByRole('button').click();
  await page.getByRole('dialog').waitFor();
  await visit(page, 'dialog-open-notebook');
  await page.getByRole('button', { name: 'I no longer know it' }).click();
  await page.getByText('Nothing is deleted.').waitFor();
  await visit(page, 'dialog-start-anew');
  await page.keyboard.press('Escape');
  await openNotes(page, passphraseOf(evening, 'lead'));
  await expectPlace(page, 'uploaded');
}

/** The machine's disk is full while something is written at the focus. */
export async function tourFullDisk(page: Page, visit: Visit): Promise<void> {
  const machine = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await machine.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  // The browser reckons by the room that it has seen last, for half a minute at most.
  await expect(async () => {
    await page.keyboard.type('.');
    await expect(page.getByText('disk is full').first()).toBeVisible({ timeout: 1_500 });
  }).toPass({ timeout: 60_000 });
  await visit(page, 'notebook-full', fromBadge());
  await machine.send('Storage.overrideQuotaForOrigin', { origin });
  await expect(badge(page)).toHaveAttribute('data-place', 'uploaded', { timeout: 60_000 });
  await machine.detach();
}

/** The hub is away: first while the console is open, then for a console that starts without it. The last thing of an evening. */
export async function tourWithoutHub({ hub, lead }: Evening, visit: Visit): Promise<void> {
  const { page } = lead;
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  for (const place of ['Groups', 'Today']) {
    await page.getByRole('link', { name: place }).click();
    await page.getByRole('heading', { name: place, level: 1 }).waitFor();
  }
  await hub.close();
  await page.getByRole('link', { name: 'Groups' }).click();
  await page.getByTestId('hub-away').waitFor();
  await visit(page, 'hub-away');
  await page.reload();
  await page.getByRole('heading', { name: 'No connection to the hub' }).waitFor();
  await visit(page, 'no-connection');
}
