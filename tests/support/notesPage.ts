import type { Locator, Page } from '@playwright/test';

/** A section of the note on the screen, as one writes into it. */
export const section = (page: Page, name: string): Locator =>
  page.getByRole('textbox', { name, exact: true });

/** Somebody's note in the list of a session's notes; the group's is called "Group part". */
export const noteInList = (page: Page, name: string, list = 'Notes of this session'): Locator =>
  page.getByRole('navigation', { name: list }).getByRole('button', { name });

/** Chooses in one of the note's lists. */
export async function chooseIn(page: Page, label: string, choice: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${label}$`) }).click();
  await page.getByRole('option', { name: choice, exact: true }).click();
}

/** Writes the three texts of the group's note, and what is given beside them. */
export async function writeGroupPart(page: Page): Promise<void> {
  await page.getByLabel('Topic', { exact: true }).fill('Triggers and what helps');
  await chooseIn(page, 'Kind of group', 'Psychoeducational group');
  for (const [name, words] of [
    ['What the group did', 'Check-in, a talk on triggers, practice in pairs, check-out.'],
    ['Interventions with the whole group', 'Psychoeducation and rehearsal, by both facilitators.'],
    ['Climate of the group', 'Attentive and warm. Most spoke without being asked.'],
  ] as const)
    await section(page, name).pressSequentially(words);
}

/** Gives a member's note what is chosen beside its text. */
export async function chooseElements(page: Page, goal: string): Promise<void> {
  await page.getByLabel('Goal', { exact: true }).first().fill(goal);
  await chooseIn(page, 'Progress', 'Some progress');
  await chooseIn(page, 'Took part', 'Active');
  await chooseIn(page, 'Risk', 'None indicated');
}

/** Gives a member's note all that it needs beside its marks, and words of how they took part where no mark gave any. */
export async function writeMemberNote(page: Page, response: string, plan: string): Promise<void> {
  await chooseElements(page, 'Name three triggers and one skill for each');
  const behavior = section(page, 'Behavior');
  if ((await behavior.textContent()) === '')
    await behavior.pressSequentially('Alert and calm, camera on; spoke twice, once unasked.');
  await section(page, 'Response').pressSequentially(response);
  await section(page, 'Plan').pressSequentially(plan);
}

/** Opens the question that signs what is ready, and gives the passphrase. @returns the dialog, which goes once all is signed */
export async function beginSigning(page: Page, passphrase: string): Promise<Locator> {
  await page.keyboard.press('Alt+s');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your passphrase').fill(passphrase);
  return dialog;
}
