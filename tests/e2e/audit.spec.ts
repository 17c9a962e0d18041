import { readFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { expect, test } from '@playwright/test';
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
const openAudit = async () => {
  const { page } = evening.lead;
  await page.goto(`${evening.hub.consoleUrl}settings`);
  await page.getByRole('link', { name: 'Read the audit' }).click();
  await expect(page.getByRole('heading', { name: 'Audit', level: 1 })).toBeVisible();
  return page;
};

test('AU34 the owner reads who did and saw what, narrowed down and exported', async () => {
  const { lead, hub } = evening;
  await lead.page.goto(`${hub.consoleUrl}groups/${hub.sample.groupId}`);
  await expect(lead.page.getByText('Ana R.').first()).toBeVisible();
  const page = await openAudit();
  await expect(page.getByTestId('audit-whole')).toContainText('every entry is as it was written');
  await expect(page.getByText(/^Maria S\. read the roster of .*day IOP\.$/).first()).toBeVisible();
  await expect(page.getByText('Maria S. signed in.')).toBeVisible();
  await expect(page.getByText(/from 127\.0\.0\.1/).first()).toBeVisible();

  await page.getByRole('button', { name: /Area/ }).click();
  await page.getByRole('option', { name: 'Sign-ins and links' }).click();
  await expect(page.getByText('Maria S. signed in.')).toBeVisible();
  await expect(page.getByText(/read the roster/)).toHaveCount(0);
  await page.getByRole('button', { name: /Person/ }).click();
  await page.getByRole('option', { name: 'Noor K.' }).click();
  await expect(page.getByText('Nothing of that kind')).toBeVisible();
  await expectAccessible(page, 'audit, empty');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'As a table (CSV)' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^circlewell-audit-[\d-]+\.csv$/);
  const csv = await readFile(await file.path(), 'utf8');
  expect(csv).toContain(',signedIn,staff,');
  expect(csv).not.toContain('Maria');
});

test('AU34 who may not read it is told whom to ask', async () => {
  const { page } = await evening.staff('noteTaker');
  await page.goto(`${evening.hub.consoleUrl}settings/audit`);
  await expect(page.getByText('The audit is for administrators')).toBeVisible();
  await page.context().close();
});

test('AU22 the console says where the audit is broken, and goes on showing it', async () => {
  const raw = new DatabaseSync(path.join(evening.hub.dataDir, 'hub.sqlite'));
  raw.exec(`update audit_entries set at = at + 1 where seq = 3`);
  raw.close();
  const page = await openAudit();
  const broken = page.getByTestId('audit-broken');
  await expect(broken).toContainText('Entry 3 is not as it was written.');
  await expect(page.getByText('Maria S. signed in.')).toBeVisible();
  await expectAccessible(page, 'audit, broken');
});
