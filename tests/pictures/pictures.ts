import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { startEvening } from '../support/evening.ts';

const FOLDER = path.join('docs', 'pictures');
const SIZES = { wide: { width: 1440, height: 860 }, narrow: { width: 360, height: 740 } } as const;

/** Takes a screen in both themes, at a workstation's width and at a phone's, as `<screen>-<theme>-<size>.png`. */
async function take(page: Page, screen: string): Promise<void> {
  const before = page.viewportSize();
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: path.join(FOLDER, `${screen}-${colorScheme}-${size}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (before) await page.setViewportSize(before);
  process.stdout.write(`${screen}\n`);
}

await mkdir(FOLDER, { recursive: true });
const evening = await startEvening();
try {
  const { lead, hub, browser } = evening;
  const visitor = await (await browser.newContext({ locale: 'en-US' })).newPage();
  await visitor.goto(hub.consoleUrl);
  await visitor.getByRole('button', { name: 'Sign in' }).waitFor();
  await take(visitor, 'sign-in');
  await visitor.goto(`${hub.consoleUrl}join#AAAAAAAAAAAAAAAAAAAAAA`);
  await visitor.getByRole('heading').first().waitFor();
  await take(visitor, 'member-unknown-link');
  await visitor.context().close();

  await take(lead.page, 'today');
  for (const place of ['groups', 'library', 'reports', 'settings', 'settings/audit']) {
    await lead.page.goto(`${hub.consoleUrl}${place}`);
    await lead.page.getByRole('heading', { level: 1 }).waitFor();
    await take(lead.page, place.replace('/', '-'));
  }
  await lead.page.goto(`${hub.consoleUrl}groups/${hub.sample.groupId}`);
  await lead.page.getByText('Ana R.').first().waitFor();
  await take(lead.page, 'roster');

  await lead.page.goto(`${hub.consoleUrl}today`);
  await lead.openWaitingRoom();
  await take(lead.page, 'session-empty');
  const [ana, ben, cora] = [await evening.member(0), await evening.member(1), await evening.member(2)];
  const { page } = ana;
  await page.goto(hub.sample.members[0]?.url ?? '');
  await page.getByRole('button', { name: 'Next: where are you today?' }).waitFor();
  await take(page, 'member-device-check');
  await page.getByRole('button', { name: 'Next: where are you today?' }).click();
  await page.getByLabel('The place where you are now').waitFor();
  await take(page, 'member-privacy-check');
  await ana.comeToWaitingRoom();
  await take(page, 'member-waiting');
  for (const member of [ben, cora]) await member.comeToWaitingRoom();
  await take(lead.page, 'session-waiting');

  await lead.letEveryoneIn();
  for (const member of [ana, ben, cora]) await member.inRoom();
  await lead.button('Start group').click();
  await lead.button('Show slides').click();
  await lead.page.getByRole('menuitem').first().click();
  await lead.page.getByTestId('shown-slide').waitFor();
  await lead.page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: 'Hand' }).click();
  await take(lead.page, 'session');
  await take(page, 'member-room');

  await lead.button('Arrange rooms').click();
  for (const name of ['Room 1', 'Room 2']) {
    await lead.button('Add a room').first().click();
    await lead.page.getByRole('heading', { name }).first().waitFor();
  }
  await lead.assign('Ana R.', 'Room 1');
  await lead.assign('Ben T.', 'Room 1');
  await lead.assign('Cora L.', 'Room 2');
  await lead.button('Open rooms').click();
  await lead.button('Bring everyone back').first().waitFor();
  await take(lead.page, 'rooms');
  await page.getByRole('button', { name: 'Someone walked in' }).click();
  await page.getByRole('button', { name: 'It’s private again' }).waitFor();
  await take(page, 'member-shielded');
  await take(lead.page, 'session-shield');

  await lead.button('End').click();
  await lead.button('End session for everyone').click();
  await lead.button('See the attendance').waitFor();
  await take(lead.page, 'ended');
  await take(page, 'member-ended');
  await lead.button('See the attendance').click();
  await lead.page.getByTestId('attendance').waitFor();
  await take(lead.page, 'attendance');
} finally {
  await evening.close();
}
