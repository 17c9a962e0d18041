import type { Page } from '@playwright/test';
import { addVirtualAuthenticator, givePassphrase, setPassphrase, switchAppOn } from '../factorSteps.ts';
import type { Scene, Visit } from './visit.ts';

/** They stand below the account and the devices. */
const atFactors: Scene = {
  show: (page) => page.getByTestId('own-factors').evaluate((element) => element.scrollIntoView()),
};

const atFreshLink: Scene = {
  show: (page) => page.getByTestId('fresh-link').evaluate((element) => element.scrollIntoView()),
};

/** Second factors, from the settings to the sign-in; in a practice whose owner has none yet. */
export async function tourFactors(
  page: Page,
  consoleUrl: string,
  owner: { readonly name: string; readonly passphrase: string },
  visit: Visit,
): Promise<void> {
  const openSettings = async () => {
    await page.goto(`${consoleUrl}settings`);
    await page.getByTestId('own-factors').waitFor();
    await page.getByTestId('practice-factors').waitFor();
  };
  await addVirtualAuthenticator(page);
  await openSettings();
  await visit(page, 'factors-none', atFactors);
  await page.getByRole('button', { name: 'Set up the app' }).click();
  await page.getByTestId('app-key').waitFor();
  await visit(page, 'dialog-authenticator-app');
  await switchAppOn(page);
  await visit(page, 'dialog-recovery-codes');
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name of the passkey').fill('Phone');
  await visit(page, 'dialog-passkey');
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await page.getByRole('button', { name: 'Rename Phone' }).waitFor();
  await visit(page, 'factors-set', atFactors);
  await page.getByText('Everybody needs a second factor', { exact: true }).click();
  await page.getByRole('switch', { name: 'Everybody needs a second factor', checked: true }).waitFor();
  await page.getByRole('button', { name: 'Add an account' }).click();
  await page.getByLabel('Name in the room').last().fill('Noor K.');
  await page.getByLabel('Name to sign in with').fill('noor');
  await page.getByRole('button', { name: 'Add and invite' }).click();
  const link = await page.getByTestId('fresh-link').getByRole('textbox').inputValue();
  await visit(page, 'fresh-staff-link', atFreshLink);
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.getByRole('button', { name: 'Use a passkey' }).waitFor();
  await visit(page, 'sign-in-passkey');
  await givePassphrase(page, consoleUrl, owner);
  await page.getByLabel('Code from your app').waitFor();
  await visit(page, 'sign-in-second-step');
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await visit(page, 'sign-in-recovery-code');
  // By the machine's name, as everything here: a passkey is offered by one alone.
  await page.goto(link.replace(new URL(link).origin, new URL(consoleUrl).origin));
  await page.getByLabel('New passphrase again').waitFor();
  await visit(page, 'welcome');
  await setPassphrase(page, owner.passphrase);
  await page.getByRole('button', { name: 'With an authenticator app' }).waitFor();
  await visit(page, 'sign-in-first-factor');
  await page.getByRole('button', { name: 'With an authenticator app' }).click();
  await page.getByTestId('app-key').waitFor();
  await visit(page, 'sign-in-first-app');
}
