import type { Browser, Page } from '@playwright/test';
import type { Evening } from '../evening.ts';
import { givePassphrase } from '../factorSteps.ts';
import { startEmptyHub } from '../hubProcess.ts';
import { tourLocks } from './locks.ts';
import { tourFactors } from './factors.ts';
import type { Scene, Visit } from './visit.ts';

const PASSPHRASE = 'quiet river seven';

/** They stand below the account, the devices and the sign-ins. */
const atStaff: Scene = {
  show: (page) =>
    page.getByRole('heading', { name: 'Staff accounts' }).evaluate((heading) => heading.scrollIntoView()),
};

/** The first run, from the page that makes the owner to a practice in which there is nothing yet. */
export async function tourFirstRun(browser: Browser, visit: Visit): Promise<void> {
  const hub = await startEmptyHub();
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  try {
    await page.goto(hub.consoleUrl);
    await page.getByLabel('Name of the practice').fill('Harbor House');
    await page.getByLabel('Your name in the room').fill('Maria S.');
    await visit(page, 'setup');
    await page.getByLabel('Name to sign in with').fill('maria');
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.getByLabel('Passphrase once more').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Create the account' }).click();
    await page.getByText('No group meets today').waitFor();
    await visit(page, 'today-empty');
    await page.goto(`${hub.consoleUrl}groups`);
    await page.getByText('No groups yet').waitFor();
    await visit(page, 'groups-empty');
    await tourFactorsByName(browser, hub.consoleUrl, visit);
  } finally {
    await context.close();
    await hub.close();
  }
}

/** By the machine's name: passkeys are bound to none that is a number. */
async function tourFactorsByName(browser: Browser, consoleUrl: string, visit: Visit): Promise<void> {
  const byName = consoleUrl.replace('127.0.0.1', 'localhost');
  const owner = { name: 'maria', passphrase: PASSPHRASE };
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await givePassphrase(page, byName, owner);
  await page.getByText('No group meets today').waitFor();
  await tourFactors(page, byName, owner, visit);
  await context.close();
}

/** Signing in, and every place of the console with its dialogs, before anybody has come. */
export async function tourPlaces(evening: Evening, visit: Visit): Promise<void> {
  const { hub, browser, lead } = evening;
  const { page } = lead;
  await tourSignIn(browser, hub.consoleUrl, visit);

  const go = async (place: string) => {
    await page.goto(`${hub.consoleUrl}${place}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const dialog = async (button: string, screen: string) => {
    await page.getByRole('button', { name: button, exact: true }).first().click();
    // Resting there it may come to lie over the dialog's own buttons, whose tooltip takes the first Escape.
    await page.mouse.move(0, 0);
    await page.getByRole('dialog').waitFor();
    await visit(page, screen);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };

  await go('today');
  await page.getByRole('button', { name: 'Open waiting room' }).first().waitFor();
  await visit(page, 'today');
  await dialog('Start a session now', 'dialog-start-session');
  await go('groups');
  await page.getByRole('link', { name: /IOP/ }).first().waitFor();
  await visit(page, 'groups');
  await dialog('Add a group', 'dialog-group');
  await go('library');
  await page.getByTestId('deck').first().waitFor();
  await visit(page, 'library');
  await dialog('Add your own deck', 'dialog-add-deck');
  await page.getByTestId('deck').first().getByRole('link').click();
  await page.getByRole('article').or(page.locator('ol li h2')).first().waitFor();
  await visit(page, 'deck');
  await go('reports');
  await visit(page, 'reports');
  await go('settings');
  await page.getByText('Staff accounts').waitFor();
  await visit(page, 'settings');
  await visit(page, 'settings-staff', atStaff);
  await dialog('Add an account', 'dialog-add-staff');
  await tourSignature(page, visit);
  await go('settings/notes');
  await tourNoteSettings(page, visit);
  await go('settings/audit');
  await page.getByTestId('audit-whole').waitFor();
  await visit(page, 'audit');

  await go(`groups/${hub.sample.groupId}`);
  await page.getByText('Ana R.').first().waitFor();
  await visit(page, 'roster');
  await dialog('Add a member', 'dialog-member');
  await tourFreshLink(page, visit);
  await tourLocks(evening, visit);
  await tourSpanish(evening, visit);
}

async function tourSignIn(browser: Browser, consoleUrl: string, visit: Visit): Promise<void> {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(consoleUrl);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await visit(page, 'sign-in');
  await page.getByLabel('Name').fill('Maria S.');
  await page.getByLabel('Passphrase').fill('not the passphrase');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').first().waitFor();
  await visit(page, 'sign-in-refused');
  await context.close();
}

async function tourSignature(page: Page, visit: Visit): Promise<void> {
  await page.getByRole('button', { name: 'Actions for Noor K.' }).click();
  await page.getByRole('menuitem', { name: 'Printed name and credential…' }).click();
  await page.getByRole('dialog').waitFor();
  await visit(page, 'dialog-signature');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** How notes are written: as it is at first, and with entries of which one is not right yet. */
async function tourNoteSettings(page: Page, visit: Visit): Promise<void> {
  await page.getByRole('button', { name: 'Add a tag' }).waitFor();
  await visit(page, 'note-settings');
  await page.getByLabel('Day', { exact: true }).fill('2026-12-25');
  await page.getByRole('button', { name: 'Add the day' }).click();
  await page.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByLabel('In English').fill('Sat with a feeling');
  await page.getByRole('button', { name: 'Add a text' }).click();
  await page.getByLabel('Short name').fill('two words');
  await visit(page, 'note-settings-unfinished');
}

/** A link that was just made. The member is taken off the roster again, so that eight are on it. */
async function tourFreshLink(page: Page, visit: Visit): Promise<void> {
  await page.getByRole('button', { name: 'Add a member' }).click();
  await page.getByLabel('Name in the room').fill('Ivy K.');
  await page.getByRole('button', { name: 'Add and make the link' }).click();
  await page.getByTestId('fresh-link').waitFor();
  await visit(page, 'roster-fresh-link');
  await page.getByRole('button', { name: 'Actions for Ivy K.' }).click();
  await page.getByRole('menuitem', { name: 'Take off the roster' }).click();
  await page.getByRole('button', { name: 'Actions for Ivy K.' }).waitFor({ state: 'detached' });
}

async function tourSpanish({ hub, lead: { page } }: Evening, visit: Visit): Promise<void> {
  const speak = (language: string) =>
    page.evaluate((one) => localStorage.setItem('circlewell.language', one), language);
  await speak('es');
  for (const [place, screen] of [
    ['today', 'today-es'],
    [`groups/${hub.sample.groupId}`, 'roster-es'],
    ['settings', 'settings-es'],
    ['settings/audit', 'audit-es'],
    ['settings/notes', 'note-settings-es'],
  ] as const) {
    await page.goto(`${hub.consoleUrl}${place}`);
    await page.locator('html[lang="es"]').getByRole('heading', { level: 1 }).waitFor();
    await page.locator('main').getByRole('button').first().waitFor();
    await visit(page, screen);
  }
  await speak('en');
  await page.goto(`${hub.consoleUrl}today`);
  await page.getByRole('heading', { name: 'Today' }).waitFor();
}
