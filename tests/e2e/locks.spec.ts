import { expect } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.ts';
import { startEvening, type Evening } from '../support/evening.ts';
import {
  confirmDialog,
  forgetConfirming,
  lockByKey,
  lockScreen,
  openEmergency,
  passphraseOf,
  unlock,
} from '../support/locks.ts';
import { test } from '../support/surfaceTest.ts';

test.describe.configure({ mode: 'serial' });

let evening: Evening;
let passphrase = '';
test.beforeAll(async ({ surface }) => {
  evening = await startEvening({ surface });
  passphrase = passphraseOf(evening, 'lead');
});
test.afterAll(async () => {
  await evening.close();
});

test('CO60 one sees where one is signed in, and ends it there', async ({ surface }) => {
  const { lead } = evening;
  const elsewhere = await evening.staff('lead');
  await lead.goTo('settings');
  const list = lead.page.getByTestId('sign-ins');
  await expect(list.getByRole('listitem')).toHaveCount(2);
  // Tests' browsers run on Linux; the desktop app says so of itself wherever it runs.
  if (surface.name === 'browser') await expect(list.getByText('Chromium on Linux')).toHaveCount(2);
  else await expect(list.getByText(/^Circlewell for the desktop/)).toHaveCount(1);
  await list.getByRole('button', { name: 'Sign out there' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await elsewhere.goTo('groups');
  await expect(elsewhere.button('Sign in')).toBeVisible();
  await elsewhere.close();
});

test('CO61 what matters asks for the passphrase by itself, over what is being written', async () => {
  const { page } = evening.lead;
  forgetConfirming(evening.hub);
  await evening.lead.goTo('settings');
  await page.getByRole('button', { name: 'Add an account' }).click();
  const form = page.getByRole('dialog', { name: 'Add an account' });
  await form.getByLabel('Name in the room').fill('Omar H.');
  await form.getByLabel('Name to sign in with').fill('omar');
  await form.getByRole('button', { name: 'Add and invite' }).click();
  await expect(confirmDialog(page).getByLabel('Passphrase')).toBeFocused();
  await expectAccessible(page, 'confirm dialog');
  await confirmDialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(form.getByRole('alert')).toContainText('nothing was done');
  await expect(form.getByLabel('Name to sign in with')).toHaveValue('omar');

  await form.getByRole('button', { name: 'Add and invite' }).click();
  await confirmDialog(page).getByLabel('Passphrase').fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Omar H.').first()).toBeVisible();
});

test('CO62 CO63 CO65 the lock covers the console, and gives back what was written', async () => {
  const { lead } = evening;
  const { page } = lead;
  await lead.goTo('groups');
  await page.getByRole('button', { name: 'Add a group' }).click();
  const name = page.getByLabel('Name of the group');
  await name.fill('Half a name');

  await lockByKey(page);
  await expect(lockScreen(page)).toContainText('Maria S. is signed in here.');
  await expect(name).toBeHidden();
  await expect(lockScreen(page).getByLabel('Passphrase')).toBeFocused();
  await expectAccessible(page, 'lock screen');
  const inReach = await page
    .locator('button, input:not([hidden]), a, [tabindex="0"]')
    .evaluateAll((all) => all.filter((one) => one.closest('[inert]') === null).length);
  expect(inReach).toBe(3);
  await lockScreen(page).getByLabel('Passphrase').fill('not the passphrase');
  await lockScreen(page).getByRole('button', { name: 'Unlock' }).click();
  await expect(lockScreen(page).getByRole('alert')).toContainText('is not right');

  await unlock(page, passphrase);
  await expect(name).toHaveValue('Half a name');
  await expect(name).toBeFocused();
});

test('CO63 CO64 the lock covers every tab, and outlives a reload', async ({ surface }) => {
  test.skip(surface.name === 'desktop', 'the desktop app has one window (SH60)');
  const { lead, hub } = evening;
  const { page } = lead;
  const other = await page.context().newPage();
  await other.goto(`${hub.consoleUrl}groups/${hub.sample.groupId}`);
  const member = other.getByText('Ana R.').first();
  await expect(member).toBeVisible();

  await page.bringToFront();
  await lockByKey(page);
  for (const tab of [page, other]) await expect(lockScreen(tab)).toContainText('Maria S. is signed in here.');
  await expect(member).toBeHidden();
  await other.reload();
  await expect(lockScreen(other)).toContainText('Maria S. is signed in here.');
  await expect(member).toHaveCount(0);

  await unlock(page, passphrase);
  await expect(lockScreen(other)).toHaveCount(0);
  await expect(member).toBeVisible();
  await other.close();
});

test('CO63 ID72 a live session goes on behind the lock, and nothing of it can be reached', async () => {
  const { lead } = evening;
  const { page } = lead;
  await lead.goTo('today');
  await lead.openWaitingRoom();
  const member = await evening.member(0);
  await member.comeToWaitingRoom();
  await lead.button('Let in Ana R.').click();
  await member.inRoom();
  await lead.startGroup();
  const seat = page.getByTestId('stage').getByText('Ana R.').first();
  await expect(seat).toBeVisible();

  await lockByKey(page);
  await expect(lockScreen(page)).toBeVisible();
  await expect(seat).toBeHidden();
  const picture = page.getByTestId('stage').locator('li', { hasText: 'Ana R.' }).locator('video');
  const framesHere = () =>
    picture.evaluate((one) =>
      one instanceof HTMLVideoElement ? one.getVideoPlaybackQuality().totalVideoFrames : -1,
    );
  const before = await framesHere();
  await expect.poll(framesHere).toBeGreaterThan(before);
  // A click beside the field takes the focus to nothing, where the session's keys would act.
  await page.mouse.click(5, 5);
  await page.keyboard.press('m');
  await page.keyboard.press('Escape');
  await unlock(page, passphrase);
  await expect(seat).toBeVisible();
  await expect(page.getByTestId('reconnecting')).toHaveCount(0);
  await expect(lead.button('Mute')).toHaveAttribute('aria-pressed', 'false');
  await member.close();
  await lead.button('End').click();
  await lead.button('End session for everyone').click();
  await expect(lead.button('See the attendance')).toBeVisible();
});

// Late, since the page keeps the clock that is put into it here.
test('CO62 the console locks by itself after the practice’s minutes, which stand in the settings', async () => {
  const { lead } = evening;
  const { page } = lead;
  await lead.goTo('settings');
  await page.getByRole('button', { name: /Lock the console after/ }).click();
  await page.getByRole('option', { name: '5 minutes', exact: true }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.clock.install();
  await lead.goTo('today');
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await page.clock.fastForward(4 * 60_000);
  await expect(lockScreen(page)).toHaveCount(0);
  await page.clock.fastForward(2 * 60_000);
  await expect(lockScreen(page)).toBeVisible();
  await unlock(page, passphrase);
});

test('CO67 CO68 AU19 a roster opened in an emergency is announced until it is reviewed', async () => {
  const { lead } = evening;
  const { page } = lead;
  const colleague = await openEmergency(evening, 'Friday morning');
  await expectAccessible(colleague, 'emergency dialog');
  await colleague.getByRole('button', { name: 'Open the roster' }).click();
  await expect(colleague.getByTestId('emergency-open')).toContainText('recorded');
  await expect(colleague.getByText('Ivy K.')).toBeVisible();
  await expectAccessible(colleague, 'emergency roster');
  await colleague.context().close();

  await lead.goTo('today');
  const banner = page.getByTestId('emergency-banner');
  await expect(banner).toContainText('Emergency access by Noor K. to Friday morning');
  await expect(banner).toContainText('A member called in distress.');
  await expectAccessible(page, 'emergency banner');
  await banner.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect(banner).toHaveCount(0);
  await lead.goTo('settings/audit');
  await expect(page.getByText('Maria S. reviewed an emergency access to Friday morning.')).toBeVisible();
  await expect(page.getByText(/reason: A member called in distress\./)).toBeVisible();
});

test('AP23 nothing on the console broke its content security policy', async () => {
  const { page } = evening.lead;
  expect(evening.violations).toEqual([]);
  // That it is in force, and heard of.
  const made = page.evaluate(() => (document.createElement('div').innerHTML = '<b>text</b>'));
  await expect(made).rejects.toThrow('TrustedHTML');
  await expect.poll(() => evening.violations.join()).toContain('require-trusted-types-for');
});
