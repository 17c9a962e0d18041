import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.ts';
import { startEvening, type Evening } from '../support/evening.ts';

/** The console's other places, at a workstation's width and at a phone's. */
test.describe.configure({ mode: 'serial', timeout: 180_000 });

let evening: Evening;

test.beforeAll(async () => {
  evening = await startEvening();
});
test.afterAll(async () => {
  await evening.close();
});

for (const place of ['today', 'groups', 'library', 'reports', 'settings', 'settings/audit']) {
  test(`axe finds nothing serious on ${place}`, async () => {
    const { page } = evening.lead;
    await page.goto(`${evening.hub.consoleUrl}${place}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page, place);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectAccessible(page, `${place} at 360 px`);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await page.setViewportSize({ width: 1440, height: 860 });
  });
}

test('a wrong passphrase is refused in words, and tells nothing about the name', async () => {
  const context = await evening.browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(evening.hub.consoleUrl);
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(page, 'sign in');
  const answers: string[] = [];
  for (const name of ['Maria S.', 'Nobody N.']) {
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Passphrase').fill('not the passphrase');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const alert = page.getByRole('alert').first();
    await expect(alert).toBeVisible();
    answers.push(await alert.innerText());
  }
  expect(answers[0]).toBe(answers[1]);
  await context.close();
});

test('a member added to the roster gets a link that opens the door', async () => {
  const { page } = evening.lead;
  await page.goto(`${evening.hub.consoleUrl}groups`);
  await page.getByRole('link', { name: /IOP/ }).first().click();
  await expect(page.getByText('Ana R.').first()).toBeVisible();
  await expectAccessible(page, 'roster');
});
