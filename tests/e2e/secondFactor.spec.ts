import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.ts';
import type { AuthenticatorApp } from '../support/authenticatorApp.ts';
import {
  addVirtualAuthenticator,
  choosePassphrase,
  givePassphrase,
  readRecoveryCodes,
  switchAppOn,
} from '../support/factorSteps.ts';
import { confirmDialog, forgetConfirming, lockByKey, lockScreen } from '../support/locks.ts';
import { startEmptyHub, type HubProcess } from '../support/hubProcess.ts';

test.describe.configure({ mode: 'serial' });

const OWNER = { name: 'maria', passphrase: 'quiet river seven' };
const NOOR = { name: 'noor', passphrase: 'seven quiet green boats' };

let hub: HubProcess & { readonly consoleUrl: string };
/** The hub by its name, where passkeys work; its own address is a number. */
let byName: string;
let page: Page;
let app: AuthenticatorApp;
let recoveryCodes: readonly string[] = [];

test.beforeAll(async ({ browser }) => {
  hub = await startEmptyHub();
  byName = hub.consoleUrl.replace('127.0.0.1', 'localhost');
  page = await (await browser.newContext({ locale: 'en-US' })).newPage();
  await page.goto(byName);
  await page.getByLabel('Name of the practice').fill('Harbor House');
  await page.getByLabel('Your name in the room').fill('Maria S.');
  await page.getByLabel('Name to sign in with').fill(OWNER.name);
  await page.getByLabel('Passphrase', { exact: true }).fill(OWNER.passphrase);
  await page.getByLabel('Passphrase once more').fill(OWNER.passphrase);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expectToday(page);
});
test.afterAll(async () => {
  await page.context().close();
  await hub.close();
});

const expectToday = (at: Page) => expect(at.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
const openSettings = async (url = byName) => {
  await page.goto(`${url}settings`);
  await expect(page.getByTestId('own-factors')).toBeVisible();
};
const signOut = async () => {
  await openSettings();
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
};

test('ID44 ID47 an authenticator app is set up, and the recovery codes are kept', async () => {
  await openSettings();
  await page.getByRole('button', { name: 'Set up the app' }).click();
  await expect(page.getByRole('img', { name: 'QR code with the key for your app' })).toBeVisible();
  await page.getByLabel('Code from your app').fill('000000');
  await page.getByRole('button', { name: 'Switch it on' }).click();
  await expect(page.getByRole('alert')).toContainText('That code is not right');
  await expectAccessible(page, 'authenticator app');
  app = await switchAppOn(page);
  recoveryCodes = await readRecoveryCodes(page);
  expect(recoveryCodes).toHaveLength(10);
  await expectAccessible(page, 'recovery codes');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a text file' }).click();
  const saved = await readFile(await (await download).path(), 'utf8');
  expect(saved.trim().split('\n')).toEqual(recoveryCodes);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 codes are left of 10.')).toBeVisible();
  await expect(page.getByTestId('practice-factors')).toContainText('has a second factor');
});

test('ID41 the passphrase is half a sign-in; the code is the other half, and so is a recovery code', async () => {
  await signOut();
  await givePassphrase(page, byName, OWNER);
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();
  await expectAccessible(page, 'second step');
  await page.getByLabel('Code from your app').fill('000000');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('alert')).toContainText('That code is not right');
  await page.getByLabel('Code from your app').fill(app.nextCode());
  await page.getByRole('button', { name: 'Go on' }).click();
  await expectToday(page);

  await signOut();
  await givePassphrase(page, byName, OWNER);
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').fill(recoveryCodes[0]?.toLowerCase() ?? '');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expectToday(page);
  await openSettings();
  await expect(page.getByText('9 codes are left of 10.')).toBeVisible();
});

test('ID45 ID46 a passkey is made, named and signs in by itself', async () => {
  await addVirtualAuthenticator(page);
  await openSettings();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name of the passkey').fill('Phone');
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await page.getByRole('button', { name: 'Rename Phone' }).click();
  await page.getByLabel('Name of the passkey').fill('My phone');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('My phone', { exact: true })).toBeVisible();
  await expectAccessible(page, 'factors in the settings');
  // The same device twice is one too many, and the browser says so.
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name of the passkey').fill('Again');
  await page.getByRole('button', { name: 'Make the passkey' }).click();
  await expect(page.getByRole('alert')).toContainText('already has a passkey');
  await page.keyboard.press('Escape');

  await signOut();
  await expectAccessible(page, 'sign-in with a passkey');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expectToday(page);
});

test('ID69 CO72 a passkey unlocks, and confirms that it is oneself', async () => {
  await lockByKey(page);
  await expectAccessible(page, 'lock with a passkey');
  await lockScreen(page).getByRole('button', { name: 'Use a passkey' }).click();
  await expect(lockScreen(page)).toHaveCount(0);
  await openSettings();
  forgetConfirming(hub);
  await page.getByRole('button', { name: 'Make new codes' }).click();
  await page.getByRole('button', { name: 'Make new ones' }).click();
  await expect(confirmDialog(page).getByLabel('Passphrase')).toBeFocused();
  await expectAccessible(page, 'confirming with a passkey');
  await confirmDialog(page).getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByTestId('recovery-codes').waitFor();
  recoveryCodes = await readRecoveryCodes(page);
  await page.getByRole('button', { name: 'I have kept them' }).click();
});

test('ID49 everybody needs one: who has none sets it up before anything else', async ({ browser }) => {
  await openSettings();
  await page.getByRole('button', { name: 'Add an account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name in the room').fill('Noor K.');
  await dialog.getByLabel('Name to sign in with').fill(NOOR.name);
  await dialog.getByRole('button', { name: 'Add and invite' }).click();
  await expect(dialog).toHaveCount(0);
  const link = await page.getByTestId('fresh-link').getByRole('textbox').inputValue();
  await page.getByText('Everybody needs a second factor', { exact: true }).click();
  await expect(page.getByRole('switch', { name: 'Everybody needs a second factor' })).toBeChecked();

  const context = await browser.newContext({ locale: 'en-US' });
  const noor = await context.newPage();
  await choosePassphrase(noor, link, NOOR.passphrase);
  await expect(noor.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible();
  await noor.goto(`${hub.consoleUrl}groups`);
  await expect(noor.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await givePassphrase(noor, hub.consoleUrl, NOOR);
  // At a number no passkey is offered, so that there is nothing to choose.
  await expect(noor.getByTestId('app-key')).toBeVisible();
  await expectAccessible(noor, 'first factor');
  await switchAppOn(noor);
  await noor.getByRole('button', { name: 'I have kept them' }).click();
  await expectToday(noor);

  await page.reload();
  await page.getByRole('button', { name: 'Take the second factors away… (Noor K.)' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take away' }).click();
  await expect(page.getByRole('button', { name: 'Take the second factors away… (Noor K.)' })).toHaveCount(0);
  await noor.goto(`${hub.consoleUrl}groups`);
  await expect(noor.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await context.close();
});

test('ID45 ID48 the settings say where passkeys are, also in Spanish', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'es-US' });
  const other = await context.newPage();
  await other.goto(hub.consoleUrl);
  await other.locator('input[name=username]').fill(OWNER.name);
  await other.locator('input[name=password]').fill(OWNER.passphrase);
  await other.getByRole('button', { name: 'Iniciar sesión', exact: true }).click();
  await other.getByRole('button', { name: 'Usar un código de recuperación' }).click();
  await other.getByRole('textbox').fill(recoveryCodes[1] ?? '');
  await other.getByRole('button', { name: 'Continuar' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Hoy');
  await other.goto(`${hub.consoleUrl}settings`);
  await expect(other.getByTestId('own-factors')).toContainText('No se pueden usar en esta ventana');
  await expectAccessible(other, 'factors in Spanish');
  await context.close();
});
