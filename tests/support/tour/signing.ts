import { expect, type Page } from '@playwright/test';
import { signNotesBodySchema, type SignNotesReply } from '../../../src/protocol/api/notes.ts';
import type { Evening } from '../evening.ts';
import { passphraseOf } from '../locks.ts';
import { banner, expectPlace } from '../notebookPage.ts';
import { beginSigning, noteInList, section, writeMemberNote } from '../notesPage.ts';
import type { StaffPage } from '../staffPage.ts';
import { takeOffTeam } from '../takeOffTeam.ts';
import { goToNote } from './drafts.ts';
import { inSight, opened, type Visit } from './visit.ts';

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

/** Does something while the hub refuses each note: the first for what only its clock knows, the others for more than one reason (WR51). */
async function whenRefused(page: Page, work: () => Promise<void>): Promise<void> {
  const signs = '**/api/notes/sign';
  await page.route(signs, async (route) => {
    const { notes } = signNotesBodySchema.parse(route.request().postDataJSON());
    const json: SignNotesReply = {
      notes: notes.map(({ docId }, index) => ({
        result: 'refused',
        docId,
        refusals: index === 0 ? ['lateReasonMissing'] : ['credentialExpired', 'blocked'],
        findings: index === 0 ? [] : ['otherName'],
      })),
    };
    await route.fulfill({ json });
  });
  await work();
  await page.unroute(signs);
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
  await whenRefused(page, async () => {
    await dialog.getByLabel('Your passphrase').fill(passphraseOf(evening, 'lead'));
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Why it is late').fill('The line was down for four days');
    await visit(page, 'dialog-sign-hub-refuses');
  });
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
  await goToNote(page, 'Group part');
  await page.getByRole('button', { name: 'Mark as entered in error' }).click();
  const asking = page.getByRole('dialog');
  await asking.getByLabel('Reason').fill('It was written for the group of Thursday');
  await asking.getByLabel('Your passphrase').fill(passphraseOf(evening, 'lead'));
  await page.keyboard.press('Enter');
  await asking.waitFor({ state: 'detached' });
  const inError = chain(page).getByText('Entered in error');
  await inError.waitFor();
  await visit(page, 'note-entered-in-error', inSight(inError));
}

/** A note by somebody whose credential needs a co-signature, from both sides: returned, signed anew, and co-signed. */
export async function tourCosigning(evening: Evening, co: StaffPage, visit: Visit): Promise<void> {
  const { page } = co;
  // The lead's signatures are there: none of those notes is offered any more.
  await expect(noteInList(page, 'Cora L.')).toContainText('Signed');
  await goToNote(page, 'Ben T.');
  for (let left = 2; left > 0; left -= 1)
    for (const key of ['Alt+j', 'Alt+Enter']) await page.keyboard.press(key);
  await writeMemberNote(
    page,
    ' He listened at first, then asked what a trigger feels like and gave an example from work.',
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
  await page.getByRole('note').getByText('Which skill did he try').waitFor({ timeout: 60_000 });
  await visit(page, 'note-returned');

  await section(page, 'Response').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('It was the breathing.');
  const again = await beginSigning(page, passphraseOf(evening, 'coFacilitator'));
  await page.keyboard.press('Enter');
  await again.waitFor({ state: 'detached' });
  await at.getByRole('button', { name: 'Co-sign', exact: true }).click();
  await asking.getByLabel('Your passphrase').fill(passphraseOf(evening, 'supervisor'));
  await at.keyboard.press('Enter');
  await asking.waitFor({ state: 'detached' });
  const cosigned = chain(at).getByText('Co-signed');
  await cosigned.waitFor();
  await visit(at, 'note-cosigned', inSight(cosigned));
  // Nobody has said yet that they keep the key that this one can be had back by.
  await at.getByText('Show my process note').click();
  await section(at, 'Process note').fill('Was I too strict with Noor?');
  await visit(at, 'note-process-key-unkept', inSight(section(at, 'Process note')));
  await supervisor.close();
}

/** Begins at one more workstation, without what lies at the first. */
async function goOnWithout(page: Page): Promise<void> {
  await banner(page).getByRole('button').click();
  await page.getByRole('button', { name: 'Go on without' }).click();
  await expectPlace(page, 'uploaded');
}

/** A note of which a supervisor who is not on the team sees that it is withheld, since the member has withdrawn the consent. */
export async function tourWithheld(evening: Evening, visit: Visit): Promise<void> {
  const { lead, hub } = evening;
  const { page } = lead;
  await takeOffTeam(page, hub.sample.groupId, 'supervisor');
  await page.getByRole('link', { name: 'Groups' }).click();
  await page.getByRole('main').getByRole('link', { name: /IOP/ }).first().click();
  await page.getByRole('button', { name: 'Consents: Ana R.' }).click();
  const consents = page.getByRole('dialog');
  await consents.getByRole('button', { name: 'Record a withdrawal…' }).click();
  await consents.getByLabel('In what form').fill('A signed letter');
  await consents.getByRole('button', { name: 'Record the withdrawal' }).click();
  await consents.getByText('withdrawn').first().waitFor();
  await consents.getByRole('button', { name: 'Close' }).last().click();
  await consents.waitFor({ state: 'detached' });
  const supervisor = await evening.staff('supervisor');
  const { page: at } = supervisor;
  await goOnWithout(at);
  await at.getByRole('link', { name: 'Notes' }).click();
  await at.getByText('1 withheld').waitFor();
  await visit(at, 'notes-withheld');
  await at.getByRole('main').getByRole('link').first().click();
  await goToNote(at, 'Ana R.');
  await at.getByTestId('withheld').waitFor();
  await visit(at, 'note-withheld');
  await supervisor.close();
}

/** A session of which the hub has told a workstation nothing: what lies there of its notes is read (WR26). */
export async function tourUntold(evening: Evening, visit: Visit): Promise<void> {
  const co = await evening.staff('coFacilitator');
  const { page } = co;
  await page.route(/\/api\/notes\/sessions\/[^/?]+$/, (route) => route.abort());
  await goOnWithout(page);
  await page.getByRole('link', { name: 'Notes' }).click();
  await page.getByText(/ of \d signed/).waitFor();
  await page.getByRole('main').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Group part' }).waitFor({ timeout: 60_000 });
  await visit(page, 'notes-untold');
  await co.close();
}
