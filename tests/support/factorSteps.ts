import type { Page } from '@playwright/test';
import { AuthenticatorApp } from './authenticatorApp.ts';

/** Types the key that is on the screen into an app, and its first code into the page. The recovery codes are on the screen then. */
export async function switchAppOn(page: Page): Promise<AuthenticatorApp> {
  const app = new AuthenticatorApp(await page.getByTestId('app-key').innerText());
  await page.getByLabel('Code from your app').fill(app.nextCode());
  await page.getByRole('button', { name: 'Switch it on' }).click();
  await page.getByTestId('recovery-codes').waitFor();
  return app;
}

/** The recovery codes on the screen. */
export const readRecoveryCodes = (page: Page): Promise<string[]> =>
  page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allInnerTexts();

/** The first step of a sign-in. */
export async function givePassphrase(
  page: Page,
  consoleUrl: string,
  who: { readonly name: string; readonly passphrase: string },
): Promise<void> {
  await page.goto(consoleUrl);
  await page.getByLabel('Name').fill(who.name);
  await page.getByLabel('Passphrase').fill(who.passphrase);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Opens a link for a passphrase, and chooses one. */
export async function choosePassphrase(page: Page, link: string, passphrase: string): Promise<void> {
  await page.goto(link);
  await setPassphrase(page, passphrase);
}

/** Chooses a passphrase where a link for one is open. */
export async function setPassphrase(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('New passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('New passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Set it and sign in' }).click();
}

/** A device with a passkey in it, whose owner always touches it and is always recognised. */
export async function addVirtualAuthenticator(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('WebAuthn.enable');
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
