import { expect, type Page } from '@playwright/test';
import { chooseElements, chooseIn, noteInList, section, writeGroupPart } from '../notesPage.ts';
import type { StaffPage } from '../staffPage.ts';
import { tourFullDisk } from './notebook.ts';
import { inSight, opened, type Visit } from './visit.ts';

const RESPONSE = 'Named two mornings on which the plan held, and what had been in its way on the third.';
const PLAN = 'One worksheet until Tuesday.';

/** Goes on writing in a section. */
async function write(page: Page, name: string, words: string): Promise<void> {
  await section(page, name).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
}

/** Stands at somebody's note. */
export async function goToNote(page: Page, name: string): Promise<void> {
  await noteInList(page, name).click();
  await page.getByRole('heading', { name, exact: true, level: 2 }).waitFor();
}

/** The group's note, and a member's in every stage of being written. Cora's is ready to be signed at the end, Ana's is not. */
export async function tourDrafts({ page }: StaffPage, visit: Visit): Promise<void> {
  await page.getByRole('heading', { name: 'Group part' }).waitFor();
  await visit(page, 'note-group');
  await writeGroupPart(page);
  await page.getByText('Interventions', { exact: true }).click();
  await page.getByText('Psychoeducation', { exact: true }).last().click();
  await visit(page, 'note-group-written');

  await goToNote(page, 'Ana R.');
  await expect(section(page, 'Response')).toContainText('⟦');
  await visit(page, 'note-suggestions');
  await visit(
    page,
    'note-hand-over',
    opened((at) => at.getByRole('button', { name: 'Hand over' }).click()),
  );
  await chooseElements(page, 'Name three triggers and one skill for each');
  await chooseIn(page, 'Risk', 'Low risk');
  await write(page, 'Plan', 'Ben will call her at 3 AM. She was noncompliant with the log.');
  await page
    .getByRole('button', { name: /^Put “/ })
    .first()
    .waitFor();
  await visit(page, 'note-findings');
  await page.keyboard.press('Alt+ArrowUp');
  await tourFullDisk(page, visit);

  await goToNote(page, 'Cora L.');
  await page.keyboard.press('Alt+j');
  await page.keyboard.press('Alt+Enter');
  await chooseElements(page, 'Sleep seven hours on five nights of the week');
  await write(page, 'Behavior', 'Alert and calm, camera on; spoke twice, once unasked.');
  await write(page, 'Intervention', 'Asked what had helped on the other mornings.');
  await write(page, 'Response', RESPONSE);
  await write(page, 'Plan', PLAN);
  await chooseIn(page, 'Where the member was', 'At home');
  await page.getByLabel('City and state').fill('Fresno, CA');
  await page.getByText('Show the group part').click();
  await page.getByText('Show my process note').click();
  await write(page, 'Process note', 'I was impatient with her. Why?');
  await page.locator('summary').filter({ hasText: 'Keys' }).click();
  await page.getByText('Nothing is left to mend.').waitFor();
  await visit(page, 'note-ready');
  await page.getByText('Show my process note').click();
  await page.getByText('Show the group part').click();

  await goToNote(page, 'Dev P.');
  await write(page, 'Response', RESPONSE);
  const repeats = page.getByRole('link', { name: 'Look at that note' });
  await repeats.waitFor();
  await visit(page, 'note-repeats', inSight(repeats));
  await section(page, 'Response').press('Control+z');
  await repeats.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Add an absence note' }).click();
  await page.getByRole('menuitem', { name: 'Ella M.' }).click();
  await section(page, 'Outreach').waitFor();
  await visit(page, 'note-absence');
}

/**
 * What two who write apart from each other leave behind: a sentence in two versions, two choices in one field, and a text that another
 * format has no place for. Then both are in the note at once.
 */
export async function tourApart(lead: StaffPage, co: StaffPage, visit: Visit): Promise<void> {
  for (const { page } of [lead, co]) await goToNote(page, 'Dev P.');
  const plan = ({ page }: StaffPage) => section(page, 'Plan');
  await write(lead.page, 'Plan', 'He will call a friend.');
  await expect(plan(co)).toContainText('call a friend', { timeout: 60_000 });
  await lead.page.context().setOffline(true);
  await plan(lead).click();
  await lead.page.keyboard.press('End');
  await lead.page.keyboard.press('ArrowLeft');
  await lead.page.keyboard.type(' at noon');
  await write(lead.page, 'Behavior', 'Looked at the window for most of the hour.');
  await chooseIn(lead.page, 'Took part', 'Minimal');
  await plan(co).click();
  await co.page.keyboard.press('Home');
  await co.page.keyboard.type('On Sunday ');
  await chooseIn(co.page, 'Took part', 'Active');
  await chooseIn(co.page, 'Format', 'SOAP');
  await expect(section(co.page, 'Assessment')).toBeVisible();
  await expect(co.page.getByTestId('doc-state')).toHaveAttribute('data-place', 'uploaded');
  await lead.page.context().setOffline(false);
  await lead.page.getByText('Two versions of one sentence').first().waitFor({ timeout: 60_000 });
  await visit(lead.page, 'note-two-versions');
  const other = lead.page.getByText(/^Also chosen: /).first();
  await other.waitFor();
  await visit(lead.page, 'note-also-chosen', inSight(other));
  await plan(co).click();
  const caret = plan(lead).locator(`[data-caret-of="${co.name}"]`);
  await caret.waitFor({ timeout: 60_000 });
  await visit(lead.page, 'note-together', inSight(caret));
}

/** A draft that is handed over, for who has handed it and for who is to sign it. It is taken back at the end. */
export async function tourHandOver(lead: StaffPage, co: StaffPage, visit: Visit): Promise<void> {
  await goToNote(lead.page, 'Ana R.');
  await lead.page.getByRole('button', { name: 'Hand over' }).click();
  await lead.page.getByRole('menuitem', { name: co.name }).click();
  await noteInList(lead.page, 'Ana R.').getByText(`for ${co.name}`).waitFor();
  await visit(lead.page, 'note-handed-over');
  await goToNote(co.page, 'Ana R.');
  await noteInList(co.page, 'Ana R.').getByText(`for ${co.name}`).waitFor({ timeout: 60_000 });
  await visit(co.page, 'note-handed-to-me');
  await lead.page.getByRole('button', { name: 'Take it back' }).click();
}
