import { expect, test, type Page } from '@playwright/test';
import { startEvening, type Evening } from '../support/evening.ts';
import { pressByKeyboard, tabTo } from '../support/keyboard.ts';

/** What facilitators do beside the group: signing in, the roster, and a plan of rooms without a mouse. */
test.describe.configure({ mode: 'serial' });

let evening: Evening;

test.beforeAll(async () => {
  evening = await startEvening();
});
test.afterAll(async () => {
  await evening.close();
});

test('ID4 a wrong passphrase is refused in words, and tells nothing about the name', async () => {
  const context = await evening.browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(evening.hub.consoleUrl);
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

test('CO18 DO1 a member added to the roster gets a link that opens the door, until it is renewed', async () => {
  const { page } = evening.lead;
  await page.goto(`${evening.hub.consoleUrl}groups`);
  await page.getByRole('link', { name: /IOP/ }).first().click();
  await page.getByRole('button', { name: 'Add a member' }).click();
  await page.getByLabel('Name in the room').fill('Ivy K.');
  await page.getByRole('button', { name: 'Add and make the link' }).click();
  const field = page.getByTestId('fresh-link').getByRole('textbox');
  const link = await field.inputValue();

  const context = await evening.browser.newContext({
    locale: 'en-US',
    permissions: ['camera', 'microphone'],
  });
  const visitor = await context.newPage();
  await visitor.goto(link);
  await expect(visitor.getByRole('heading', { name: 'Hello, Ivy K.' })).toBeVisible();
  expect(visitor.url()).not.toContain(new URL(link).hash.slice(1));

  // It is shown once: who has put it away makes a new one, and the one before opens nothing.
  await page.getByTestId('fresh-link').getByRole('button', { name: 'Done' }).click();
  await expect(page.getByTestId('fresh-link')).toHaveCount(0);
  await page.getByRole('button', { name: 'Renew link: Ivy K.' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make a new link' }).click();
  const renewed = await field.inputValue();
  expect(renewed).not.toBe(link);
  const again = await context.newPage();
  await again.goto(link);
  await expect(again.getByText('This link does not work any more')).toBeVisible();
  await again.goto(renewed);
  await expect(again.getByRole('heading', { name: 'Hello, Ivy K.' })).toBeVisible();
  await context.close();
});

test('CO18 RE39 a member taken off the roster stays off when the page is loaded anew, and undoing it keeps their link', async () => {
  const { page } = evening.lead;
  await page.goto(`${evening.hub.consoleUrl}groups`);
  await page.getByRole('link', { name: /IOP/ }).first().click();
  await page.getByRole('button', { name: 'Add a member' }).click();
  await page.getByLabel('Name in the room').fill('Jon P.');
  await page.getByRole('button', { name: 'Add and make the link' }).click();
  const link = await page.getByTestId('fresh-link').getByRole('textbox').inputValue();
  const takeOff = async () => {
    await page.getByRole('button', { name: 'Actions for Jon P.' }).click();
    await page.getByRole('menuitem', { name: 'Take off the roster' }).click();
    await expect(page.getByText('Jon P. was taken off the roster.')).toBeVisible();
  };
  const open = async () => {
    const visitor = await evening.browser.newPage({ locale: 'en-US' });
    await visitor.goto(link);
    return visitor;
  };

  await takeOff();
  await page.getByRole('button', { name: 'Undo' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'Jon P.' });
  await expect(row).toBeVisible();
  const back = await open();
  await expect(back.getByRole('heading', { name: 'Hello, Jon P.' })).toBeVisible();
  await back.close();

  await takeOff();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Roster' })).toBeVisible();
  await expect(row).toHaveCount(0);
  const shut = await open();
  await expect(shut.getByText('This link does not work any more')).toBeVisible();
  await shut.close();
});

/** As before its first frame, and with a camera from which nothing comes: an empty video is 150 pixels tall. */
async function expectInitialsInTheMiddle(page: Page): Promise<void> {
  const stage = page.getByTestId('stage');
  await stage.locator('video').first().waitFor();
  const askew = await stage.evaluate((element) =>
    [...element.querySelectorAll('video')].map((video) => {
      const { srcObject } = video;
      video.srcObject = null;
      const face = video.parentElement?.getBoundingClientRect();
      const letters = video.previousElementSibling?.getBoundingClientRect();
      video.srcObject = srcObject;
      return face && letters ? (letters.top + letters.bottom - face.top - face.bottom) / 2 : Number.NaN;
    }),
  );
  expect(askew).not.toEqual([]);
  for (const pixels of askew) expect(Math.abs(pixels)).toBeLessThan(1);
}

test('CO4 CO7 CO8 CO16 rooms are planned and opened by keyboard alone', async () => {
  const { lead } = evening;
  const { page } = lead;
  await page.goto(`${evening.hub.consoleUrl}today`);
  await lead.openWaitingRoom();
  const ana = await evening.member(0);
  await ana.comeToWaitingRoom();
  await lead.button('Let in Ana R.').click();
  await ana.inRoom();
  await lead.startGroup();
  await expectInitialsInTheMiddle(page);
  await lead.button('Add a room').first().click();
  await lead.room('Room 1').waitFor();

  await tabTo(page, 'Ana R.');
  // In the list of people, the arrow leads to the handle of the one that has the focus.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  // From one place to drop on to the next, each in its room's card.
  await expect
    .poll(async () => {
      const isThere = await lead.room('Room 1').evaluate((room) => room.contains(document.activeElement));
      if (!isThere) await page.keyboard.press('Tab');
      return isThere;
    })
    .toBe(true);
  await page.keyboard.press('Enter');
  await expect(lead.room('Room 1').getByText('Ana R.').first()).toBeVisible();

  // In a list, letters look for a name.
  await tabTo(page, 'Add a room');
  await page.keyboard.press('r');
  await page.getByRole('dialog').waitFor();
  await pressByKeyboard(page, 'Open rooms');
  await expect(ana.page.getByRole('heading', { name: 'Room 1' })).toBeVisible();
});
