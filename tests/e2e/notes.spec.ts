import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.ts';
import { startEvening, type Evening } from '../support/evening.ts';
import { passphraseOf } from '../support/locks.ts';
import { expectPlace } from '../support/notebookPage.ts';
import { beginSigning, noteInList, section, writeMemberNote } from '../support/notesPage.ts';
import type { StaffPage } from '../support/staffPage.ts';
import { test } from '../support/surfaceTest.ts';

/** A session's notes, from its end to signed, co-signed and amended ones, on two consoles, with the network pulled and the hub killed on the way. */
test.describe.configure({ mode: 'serial' });

const OFFLINE_WORDS = 'Between sessions she will write down one trigger a day.';
const LATE_WORDS = 'She asked for a call on Thursday. ';

let evening: Evening;
let co: StaffPage;

async function sign(page: Page, passphrase: string): Promise<void> {
  const dialog = await beginSigning(page, passphrase);
  await expectAccessible(page, 'sign notes');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

test.beforeAll(async ({ surface }) => {
  evening = await startEvening({ surface });
  co = await evening.staff('coFacilitator');
  await evening.lead.openWaitingRoom();
  for (const index of [0, 1]) await (await evening.member(index)).comeToWaitingRoom();
  await co.enter();
  await evening.lead.letEveryoneIn();
  await evening.lead.startGroup();
  await evening.lead.untilCounted(2);
});
test.afterAll(async () => {
  await evening.close();
});

test('WR9 WR30 the end of the session leads to its notes, where each mark is a suggestion', async () => {
  const { page } = evening.lead;
  await page.keyboard.press('n');
  await page.getByTestId('mark-palette').getByRole('combobox').waitFor();
  for (const key of ['a', 's', 'Enter']) await page.keyboard.press(key);
  await page.getByTestId('mark-palette').waitFor({ state: 'detached' });
  await evening.lead.button('End').click();
  await evening.lead.button('End session for everyone').click();
  await expect(evening.lead.button('Write the notes')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Group part' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Ana R.' }).waitFor();
  await expect(section(page, 'Behavior')).toContainText('⟦Shared openly.⟧');
  await expectAccessible(page, 'a member’s note');
});

test('WR31 a suggestion is accepted by key, and what blocks is gone once it is mended', async () => {
  const { page } = evening.lead;
  await page.keyboard.press('Alt+j');
  await page.keyboard.press('Alt+Enter');
  await expect(section(page, 'Behavior')).toContainText('Shared openly.');
  await expect(section(page, 'Behavior')).not.toContainText('⟦');
  await writeMemberNote(
    page,
    'She named a trigger of her own and tried the breathing exercise to its end.',
    'One worksheet until Tuesday. ',
  );
  await expect(page.getByText('Must be mended')).toHaveCount(0, { timeout: 10_000 });
});

test('WR20 a key goes to the beginning of a section also just after the focus', async () => {
  const { page } = evening.lead;
  const plan = section(page, 'Plan');
  await section(page, 'Response').click();
  await plan.focus();
  await page.keyboard.press('End');
  await section(page, 'Response').focus();
  // All within a fifth of a second.
  await plan.evaluate((element) => element.focus());
  await page.keyboard.press('Home');
  await page.keyboard.type('x');
  await expect(plan).toHaveText('xOne worksheet until Tuesday. ');
  await page.keyboard.press('Backspace');
  await expect(plan).toHaveText('One worksheet until Tuesday. ');
  // What a key selects is replaced, and the end is found again.
  await page.keyboard.press('Shift+End');
  await page.keyboard.type('Two');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('One and ');
  await page.keyboard.press('End');
  await page.keyboard.type('.');
  await expect(plan).toHaveText('One and Two.');
  await page.keyboard.press('Control+Shift+Home');
  await page.keyboard.type('One worksheet until Tuesday. ');
  await expect(plan).toHaveText('One worksheet until Tuesday. ');
});

test('NB26 WR1 what two write apart, without network and with the hub killed, is there on both consoles', async () => {
  const { page } = evening.lead;
  await co.button('Write the notes').click();
  await co.page.getByRole('heading', { name: 'Group part' }).waitFor();
  await noteInList(co.page, 'Ana R.').click();
  await expect(section(co.page, 'Plan')).toContainText('One worksheet until Tuesday.');
  await evening.lead.pullNetwork();
  await section(page, 'Plan').pressSequentially(OFFLINE_WORDS);
  await expect(page.getByTestId('doc-state')).toHaveAttribute('data-place', /savedHere|waiting/);
  await section(co.page, 'Intervention').pressSequentially('Breathing was practiced with the whole group.');
  evening.hub.process.kill('SIGKILL');
  await section(co.page, 'Intervention').pressSequentially(' Each said one thing about it.');
  await evening.lead.giveNetworkBack();
  await evening.startHubAgain();
  for (const each of [page, co.page]) {
    await expectPlace(each, 'uploaded');
    await expect(section(each, 'Plan')).toContainText(OFFLINE_WORDS, { timeout: 60_000 });
    await expect(section(each, 'Intervention')).toContainText('Each said one thing about it.', {
      timeout: 60_000,
    });
  }
});

test('WR50 WR52 SG a note is signed under the passphrase, and is read from then on', async () => {
  const { page } = evening.lead;
  await co.pullNetwork();
  await section(co.page, 'Plan').pressSequentially(LATE_WORDS);
  await sign(page, passphraseOf(evening, 'lead'));
  await expect(page.getByRole('list', { name: 'What was signed, in order' })).toContainText('LMFT');
  await expect(section(page, 'Plan')).toHaveCount(0);
  await expectAccessible(page, 'a signed note');
});

test('SG43 SG45 SG46 what a colleague wrote while away is offered to them once they are back, and changes nothing that was signed', async () => {
  const { page } = evening.lead;
  const noticeOn = (on: Page) =>
    on.getByRole('note').filter({ hasText: 'Text was written after this note was signed' });
  await co.giveNetworkBack();
  await expect(noticeOn(co.page)).toContainText(LATE_WORDS.trim(), { timeout: 60_000 });
  await expect(noticeOn(page)).toContainText('Written by:', { timeout: 60_000 });
  const chain = page.getByRole('list', { name: 'What was signed, in order' });
  await expect(chain).toContainText(OFFLINE_WORDS);
  await expect(chain).not.toContainText(LATE_WORDS.trim());
  await expectAccessible(co.page, 'text that came after the signature');
  await co.button('Set aside').click();
  for (const on of [co.page, page]) await expect(noticeOn(on)).toHaveCount(0, { timeout: 60_000 });
});

test('WR53 WR54 NO53 a credential that needs it is co-signed by the supervisor', async () => {
  await noteInList(co.page, 'Ben T.').click();
  await writeMemberNote(
    co.page,
    'He listened at first, then asked what a trigger feels like and gave an example from work.',
    'A walk after work on two days, written down.',
  );
  await sign(co.page, passphraseOf(evening, 'coFacilitator'));
  const supervisor = await evening.staff('supervisor');
  await supervisor.page.getByRole('link', { name: 'Notes' }).click();
  await expect(supervisor.page.getByText('1 to co-sign')).toBeVisible();
  await supervisor.page.getByRole('main').getByRole('link').first().click();
  await noteInList(supervisor.page, 'Ben T.').click();
  await supervisor.button('Co-sign').click();
  const dialog = supervisor.page.getByRole('dialog');
  await dialog.getByLabel('Your passphrase').fill(passphraseOf(evening, 'supervisor'));
  await dialog.getByRole('button', { name: 'Co-sign' }).click();
  await expect(supervisor.page.getByRole('list', { name: 'What was signed, in order' })).toContainText(
    'Co-signed',
  );
});

test('NO55 a signed note gets an addendum, and stays as it was', async () => {
  const { page } = evening.lead;
  const chain = page.getByRole('list', { name: 'What was signed, in order' });
  await evening.lead.button('Write an addendum').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('A detail came back later');
  await dialog.getByLabel('Text', { exact: true }).fill('She asked for the worksheet in large print.');
  await dialog.getByLabel('Your passphrase').fill(passphraseOf(evening, 'lead'));
  await expectAccessible(page, 'addendum');
  await dialog.getByRole('button', { name: 'Write an addendum' }).click();
  await expect(chain).toContainText('She asked for the worksheet in large print.');
  await expect(chain).toContainText(OFFLINE_WORDS);
  expect(evening.violations).toEqual([]);
});
