import type { Browser, Page } from '@playwright/test';
import { QUIET_SHELL } from '../../../renderer/platform/fakePlatform.ts';
import type { ShellState } from '../../../src/protocol/ipc/shellState.ts';
import type { SampleHub } from '../sampleHub.ts';
import { askForScreen, installStandInShell } from '../standInShell.ts';
import { putMessagesAway } from '../staffPage.ts';
import type { Visit } from './visit.ts';

/** All that Settings can tell of the desktop app at once. */
const TALKATIVE: Partial<ShellState> = {
  hub: { kind: 'remote', address: 'https://groups.example.org', isFixed: false },
  key: { at: 'keyFile', why: 'weakKeychain' },
  updates: { at: 'ready', version: '1.3.0' },
  muteKey: { chosen: 'F9', isTaken: true },
  crashes: { count: 2, newestAt: Date.UTC(2026, 10, 25, 12) },
  isAfterCrash: true,
};

/** The console on a stand-in for the desktop shell that is in this state. Its context is closed by whoever opened it. */
export async function openInShell(
  browser: Browser,
  hub: SampleHub,
  state: Partial<ShellState>,
  locale = 'en-US',
): Promise<Page> {
  const context = await browser.newContext({ locale });
  await installStandInShell(context, { ...QUIET_SHELL, updates: { at: 'current' }, ...state });
  const page = await context.newPage();
  await page.goto(hub.consoleUrl);
  return page;
}

/** The screens of the desktop app alone, in a browser, on a stand-in for its shell. */
export async function tourShell(
  { browser, hub }: { readonly browser: Browser; readonly hub: SampleHub },
  visit: Visit,
): Promise<void> {
  await tourFirstChoice(browser, hub, visit);
  const locked = await openInShell(browser, hub, { key: { at: 'locked', why: 'keychainRefused' } });
  await locked.getByRole('alert').filter({ hasText: 'Unlock the keychain' }).waitFor();
  await visit(locked, 'shell-key-locked');
  await locked.context().close();

  const page = await openInShell(browser, hub, TALKATIVE);
  const account = hub.sample.staff.find(({ role }) => role === 'lead');
  await page.getByLabel('Name').fill(account?.name ?? '');
  await page.getByLabel('Passphrase').fill(account?.passphrase ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await page.getByText('The window closed by itself').waitFor();
  await visit(page, 'shell-after-crash');
  await page.goto(`${hub.consoleUrl}settings`);
  await page.getByTestId('key-file').filter({ hasText: 'does not keep secrets' }).waitFor();
  const section = page.getByTestId('shell-settings');
  await section.getByText('Another program has this key').waitFor();
  await putMessagesAway(page);
  const heading = page.getByRole('heading', { name: 'This app' });
  await visit(page, 'shell-settings', {
    show: () => heading.evaluate((element) => element.scrollIntoView()),
  });
  await tourScreenPicker(page, visit);
  await page.context().close();
}

async function tourFirstChoice(browser: Browser, hub: SampleHub, visit: Visit): Promise<void> {
  const page = await openInShell(browser, hub, { hub: { kind: 'none' } });
  await page.getByRole('heading', { name: 'Welcome to Circlewell' }).waitFor();
  await visit(page, 'shell-first-choice');
  await page.getByRole('radio', { name: 'At my practice’s hub' }).press('Space');
  await page.getByLabel('Address of the hub').fill('groups.example.org');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing answers at this address').waitFor();
  await visit(page, 'shell-no-hub-there');
  await page.context().close();
}

/** The console's own question what to share, with pictures as a system gives them. */
async function tourScreenPicker(page: Page, visit: Visit): Promise<void> {
  await page.evaluate(() => {
    scrollTo(0, 0);
  });
  const shot = await page.screenshot({ type: 'jpeg', quality: 60, scale: 'css' });
  const thumbnail = `data:image/jpeg;base64,${shot.toString('base64')}`;
  await askForScreen(page, [
    { id: 'screen:1:0', name: 'Entire screen', kind: 'screen', thumbnail },
    { id: 'window:2:0', name: 'Worksheet: triggers and early signs, page 4', kind: 'window', thumbnail },
    { id: 'window:3:0', name: 'Breathing exercise', kind: 'window', thumbnail: null },
  ]);
  const dialog = page.getByRole('dialog', { name: 'What do you want to show?' });
  await dialog.getByRole('option').nth(1).click();
  await visit(page, 'shell-screen-picker');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
}
