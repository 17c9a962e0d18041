import { expect, type Page } from '@playwright/test';
import type { Evening } from '../evening.ts';
import { passphraseOf } from '../locks.ts';
import { beginSigning, noteInList, writeMemberNote } from '../notesPage.ts';
import type { StaffPage } from '../staffPage.ts';
import { goToNote } from './drafts.ts';
import { opened, type Visit } from './visit.ts';

const chain = (page: Page) => page.getByRole('list', { name: 'What was signed, in order' });

const lists = /\/api\/notes\/sessions/;

/** Does something while every note is due since long ago by what the page is told from now on. */
export async function whenLate(page: Page, work: () => Promise<void>): Promise<void> {
  await page.route(lists, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replaceAll(/"dueAt":\d+/g, '"dueAt":1');
    await route.fulfill({ response, body });
  });
  await work();
  await page.unroute(lists);
}

/** The question that signs, a signed note, and what is added to one. Cora's note and the group's are signed. */
export async function tourSigning(evening: Evening, visit: Visit): Promise<void> {
  const { page } = evening.lead;
  // It asks again by itself (WR55).
  const told = () => page.waitForResponse(lists);
  await whenLate(page, async () => {
    await told();
    await page.keyboard.press('Alt+s');
    await page.getByLabel('Why it is late').waitFor();
    await visit(page, 'dialog-sign-late');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
  await told();
  const dialog = await beginSigning(page, 'not the passphrase');
  await visit(page, 'dialog-sign');
  await page.keyboard.press('Enter');
  await dialog.getByRole('alert').waitFor();
  await visit(page, 'dialog-sign-refused');
  await dialog.getByLabel('Your passphrase').fill(passphraseOf(evening, 'lead'));
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect(noteInList(page, 'Cora L.')).toContainText('Signed');

  await goToNote(page, 'Cora L.');
  await chain(page).waitFor();
  await visit(page, 'note-signed');
  await visit(
    page,
    'dialog-entered-in-error',
    opened((at) => at.getByRole('button', { name: 'Mark as entered in error' }).click()),
  );
  await page.getByRole('button', { name: 'Write an addendum' }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('A detail came back later');
  await page
    .getByRole('dialog')
    .getByLabel('Text', { exact: true })
    .fill('She asked for the worksheet in large print.');
  await page.getByRole('dialog').getByLabel('Your passphrase').fill(passphraseOf(evening, 'lead'));
  await visit(page, 'dialog-addendum');
  await page.keyboard.press('Enter');
  await chain(page).getByText('in large print').waitFor();
  await visit(page, 'note-amended');
}

/** A note by somebody whose credential needs a co-signature, from both sides, until it was returned. */
export async function tourCosigning(evening: Evening, co: StaffPage, visit: Visit): Promise<void> {
  const { page } = co;
  // The lead's signatures are there: none of those notes is offered any more.
  await expect(noteInList(page, 'Group part')).toContainText('Signed');
  await goToNote(page, 'Ben T.');
  for (let left = 2; left > 0; left -= 1)
    for (const key of ['Alt+j', 'Alt+Enter']) await page.keyboard.press(key);
  await writeMemberNote(
    page,
    'He listened at first, then asked what a trigger feels like and gave an example from work.',
    'A walk after work on two days, written down.',
  );
  const dialog = await beginSigning(page, passphraseOf(evening, 'coFacilitator'));
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });

  const supervisor = await evening.staff('supervisor');
  const { page: at } = supervisor;
  await at.getByRole('link', { name: 'Notes' }).click();
  await at.getByText('1 to co-sign').waitFor();
  await visit(at, 'notes-to-cosign');
  await at.getByRole('main').getByRole('link').first().click();
  await goToNote(at, 'Ben T.');
  await chain(at).waitFor();
  await visit(at, 'note-awaiting-cosignature');
  await visit(
    at,
    'dialog-cosign',
    opened((one) => one.getByRole('button', { name: 'Co-sign', exact: true }).click()),
  );
  await at.getByRole('button', { name: 'Return to the author' }).click();
  const asking = at.getByRole('dialog');
  await asking.getByLabel('What the author should look at').fill('Which skill did he try in the walk?');
  await asking.getByLabel('Your passphrase').fill(passphraseOf(evening, 'supervisor'));
  await visit(at, 'dialog-return');
  await at.keyboard.press('Enter');
  await asking.waitFor({ state: 'detached' });
  await supervisor.close();
  await page.getByRole('note').getByText('Which skill did he try').waitFor({ timeout: 60_000 });
  await visit(page, 'note-returned');
}
