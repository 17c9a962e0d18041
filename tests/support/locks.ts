import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Locator, Page } from '@playwright/test';
import type { Evening } from './evening.ts';

/** The passphrase of one of the sample program's staff. */
export function passphraseOf({ hub }: Evening, role: string): string {
  const account = hub.sample.staff.find((one) => one.role === role);
  if (!account) throw new Error(`The sample program has no ${role}.`);
  return account.passphrase;
}

export const lockScreen = (page: Page): Locator => page.getByTestId('lock');
export const confirmDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Confirm it is you' });

export const lockByKey = (page: Page): Promise<void> => page.keyboard.press('Control+Shift+L');

export async function unlock(page: Page, passphrase: string): Promise<void> {
  await lockScreen(page).getByLabel('Passphrase').fill(passphrase);
  await lockScreen(page).getByRole('button', { name: 'Unlock' }).click();
  await lockScreen(page).waitFor({ state: 'detached' });
}

/** Puts every sign-in back to before it was confirmed, as ten minutes do (ID65). */
export function forgetConfirming({ dataDir }: { readonly dataDir: string }): void {
  const raw = new DatabaseSync(path.join(dataDir, 'hub.sqlite'));
  raw.exec('update staff_sessions set confirmed_at = 0');
  raw.close();
}

/**
 * The lead makes a group of their own with one member; the co-facilitator is about to open its roster in an emergency.
 *
 * @returns the co-facilitator's page, at the dialog that is filled in; the caller closes it
 */
export async function openEmergency(evening: Evening, groupName: string): Promise<Page> {
  const { page } = evening.lead;
  await evening.lead.goTo('groups');
  await page.getByRole('button', { name: 'Add a group' }).click();
  await page.getByLabel('Name of the group').fill(groupName);
  await page.getByRole('button', { name: 'Add the group' }).click();
  await page.getByRole('heading', { name: groupName }).waitFor();
  await page.getByRole('button', { name: 'Add a member' }).click();
  await page.getByLabel('Name in the room').fill('Ivy K.');
  await page.getByRole('button', { name: 'Add and make the link' }).click();
  await page.getByTestId('fresh-link').waitFor();
  const { page: colleague } = await evening.staff('coFacilitator');
  await colleague.goto(`${evening.hub.consoleUrl}groups`);
  await colleague.getByRole('button', { name: 'Emergency access…' }).click();
  await colleague.getByRole('dialog').getByRole('button', { name: /Group/ }).click();
  await colleague.getByRole('option', { name: groupName }).click();
  await colleague.getByLabel('Reason').fill('A member called in distress.');
  return colleague;
}
