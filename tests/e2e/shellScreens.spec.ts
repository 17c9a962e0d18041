import { expect, test, type Browser, type Page } from '@playwright/test';
import { QUIET_SHELL } from '../../renderer/platform/fakePlatform.ts';
import type { ShellState } from '../../src/protocol/ipc/shellState.ts';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility.ts';
import { launchChromium } from '../support/chromium.ts';
import { startSampleHub, type SampleHub } from '../support/sampleHub.ts';
import { installStandInShell } from '../support/standInShell.ts';

/** The console's screens for the desktop app, on a stand-in for its shell: axe, a phone's width, both languages. */
test.describe.configure({ mode: 'serial' });

const QUIET: ShellState = { ...QUIET_SHELL, updates: { at: 'current' } };

let hub: SampleHub;
let browser: Browser;

test.beforeAll(async () => {
  hub = await startSampleHub();
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await hub.close();
});

async function open(state: Partial<ShellState>, locale = 'en-US'): Promise<Page> {
  const context = await browser.newContext({ locale });
  await installStandInShell(context, { ...QUIET, ...state });
  const page = await context.newPage();
  await page.goto(hub.consoleUrl);
  return page;
}

async function expectFits(page: Page, screen: string): Promise<void> {
  await expectAccessible(page, screen);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(page, `${screen} at 360 px`);
  await expectNoSidewaysScroll(page, screen);
}

test('SH84, SH85: the first choice, by keyboard, with an address at which nothing answers', async () => {
  const page = await open({ hub: { kind: 'none' } });
  await expect(page.getByRole('heading', { name: 'Welcome to Circlewell' })).toBeVisible();
  await page.getByRole('radio', { name: 'At my practice’s hub' }).press('Space');
  await page.getByLabel('Address of the hub').fill('groups.example.org');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing answers at this address')).toBeVisible();
  await expectFits(page, 'first choice');
  await page.context().close();
});

test('SH84: the first choice speaks Spanish', async () => {
  const page = await open({ hub: { kind: 'none' } }, 'es-US');
  await expect(page.getByRole('heading', { name: 'Le damos la bienvenida a Circlewell' })).toBeVisible();
  await page.context().close();
});

test('SH56: a key that cannot be had', async () => {
  const page = await open({ key: { at: 'locked', why: 'keychainRefused' } });
  await expect(page.getByRole('alert')).toContainText('Unlock the keychain');
  await expectFits(page, 'locked key');
  await page.context().close();
});

test('SH55, SH68, SH72, SH77: Settings, with everything that can be told', async () => {
  const page = await open({
    hub: { kind: 'remote', address: 'https://groups.example.org', isFixed: false },
    key: { at: 'keyFile', why: 'weakKeychain' },
    updates: { at: 'ready', version: '1.3.0' },
    muteKey: { chosen: 'F9', isTaken: true },
    crashes: { count: 2, newestAt: Date.UTC(2026, 10, 25, 12) },
    isAfterCrash: true,
  });
  const account = hub.sample.staff.find(({ role }) => role === 'lead');
  await page.getByLabel('Name').fill(account?.name ?? '');
  await page.getByLabel('Passphrase').fill(account?.passphrase ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await page.goto(`${hub.consoleUrl}settings`);
  await expect(page.getByTestId('key-file')).toContainText('does not keep secrets');
  await expect(page.getByTestId('shell-settings')).toContainText('Another program has this key');
  await expectFits(page, 'settings in the desktop app');
  await page.context().close();
});
