import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { openBackup } from '../../src/hub/backup/backupFile.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { startEvening, type Evening } from '../support/evening.ts';

test.describe.configure({ mode: 'serial' });

let evening: Evening;
test.beforeAll(async () => {
  evening = await startEvening();
});
test.afterAll(async () => {
  await evening.close();
});

test('OP7 the owner makes a backup in the settings, notes its key, and downloads what that key opens', async () => {
  const { lead, hub } = evening;
  const { page } = lead;
  await page.goto(`${hub.consoleUrl}settings`);
  await expect(page.getByText('No backup has been made yet.')).toBeVisible();
  await lead.button('Make a backup…').click();
  await page.getByLabel('Passphrase of the backup').fill('river stone lantern');
  await page.getByLabel('The same again').fill('river stone');
  await expect(page.getByText('The two are not the same yet.')).toBeVisible();
  await expectAccessible(page, 'backup dialog');
  await page.getByText('A recovery key', { exact: true }).click();
  await lead.button('Make the backup').click();

  const key = (await page.getByTestId('recovery-key').locator('code').innerText()).trim();
  await expect(page.getByTestId('backup-ready')).toContainText('The backup is ready');
  await expect(page.getByText(/The last one was made on/)).toBeVisible();
  // React Aria announces a pending button by a node that names it, and keeps that for seconds after the button went.
  await expect(page.locator('[role=log] [role=img]')).toHaveCount(0);
  await expectAccessible(page, 'backup ready');
  const download = page.waitForEvent('download');
  await lead.button('Download').click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^circlewell-[\dT-]+\.backup$/);
  const backup = await openBackup(await file.path());
  let bytes = 0;
  await backup.read(key, async (part) => void (bytes += part.length));
  await backup.close();
  expect(bytes).toBeGreaterThan(0);
  await lead.button('I have written it down').click();
  await expect(page.getByTestId('recovery-key')).toHaveCount(0);
});

test('OP30, OP31 the owner saves the diagnostics, in which nobody is named', async () => {
  const { lead, hub } = evening;
  const { page } = lead;
  await page.goto(`${hub.consoleUrl}settings`);
  const download = page.waitForEvent('download');
  await lead.button('Save the diagnostics').click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^circlewell-diagnostics-[\d-]+\.json$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ health: [], integrity: { problems: [] } });
  expect(text).toContain('The hub answers');
  for (const told of ['Maria', 'Ana R.', 'evening', hub.dataDir, '127.0.0.1'])
    expect([told, text.includes(told)]).toEqual([told, false]);
});

test('OP7, OP30 nobody else is offered one', async () => {
  const { page } = await evening.staff('coFacilitator');
  await page.goto(`${evening.hub.consoleUrl}settings`);
  await expect(page.getByRole('heading', { name: 'Devices' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Make a backup…' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Save the diagnostics' })).toHaveCount(0);
  await page.context().close();
});
