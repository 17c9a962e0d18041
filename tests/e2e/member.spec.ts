import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.ts';
import { startEvening, type Evening } from '../support/evening.ts';
import { pressByKeyboard, tabTo } from '../support/keyboard.ts';

/** The member's way by keyboard alone, what axe says of each screen on it, and a second window. */
test.describe.configure({ mode: 'serial', timeout: 180_000 });

let evening: Evening;

test.beforeAll(async () => {
  evening = await startEvening();
});
test.afterAll(async () => {
  await evening.close();
});

test('before the waiting room opens a member is told when, and goes on by themselves', async () => {
  const early = await evening.member(1);
  await early.passChecks();
  await early.page.getByRole('button', { name: 'Go to the waiting room' }).click();
  await expect(early.page.getByText('You can leave this page open').first()).toBeVisible();
  await evening.lead.openWaitingRoom();
  await expect(early.page.getByText('You’re in the waiting room').first()).toBeVisible();
  await early.close();
});

test('the whole member path works by keyboard alone, and axe finds nothing serious on it', async () => {
  const { page } = await evening.member(0);
  await page.goto(evening.hub.sample.members[0]?.url ?? '');
  await expect(page.getByRole('button', { name: 'Next: where are you today?' })).toBeVisible();
  await expectAccessible(page, 'device check');
  await pressByKeyboard(page, 'Next: where are you today?');

  await tabTo(page, 'The place where you are now');
  await page.keyboard.type('12 Elm Street, Springfield');
  await tabTo(page, 'A phone number where we can call you');
  await page.keyboard.type('555 010 4477');
  await tabTo(page, 'Yes, nobody can hear or see');
  await page.keyboard.press('Space');
  await expectAccessible(page, 'privacy check');
  await pressByKeyboard(page, 'Next');

  await tabTo(page, 'I have read this and I keep to it');
  await page.keyboard.press('Space');
  await expectAccessible(page, 'agreement');
  await pressByKeyboard(page, 'Go to the waiting room');
  await expect(page.getByText('You’re in the waiting room').first()).toBeVisible();
  await expectAccessible(page, 'waiting room');
  await expectAccessible(evening.lead.page, 'session screen with somebody waiting');

  await evening.lead.button('Let in Ana R.').click();
  await expect(page.getByRole('button', { name: 'Someone walked in' })).toBeVisible();
  await expectAccessible(page, 'room');
  await pressByKeyboard(page, 'Raise your hand');
  await expect(
    evening.lead.page.getByText('Raised hands').or(evening.lead.page.getByText('Hands')).first(),
  ).toBeVisible();
  await pressByKeyboard(page, 'Someone walked in');
  await expect(page.getByText('Nobody can hear or see you').first()).toBeVisible();
  await expectAccessible(page, 'shielded');
  await pressByKeyboard(page, 'It’s private again');

  await pressByKeyboard(page, 'Leave');
  await page.getByRole('alertdialog').waitFor();
  await pressByKeyboard(page, 'Leave');
  await expect(page.getByRole('button', { name: 'Come back' })).toBeVisible();
  await expectAccessible(page, 'left');
  await pressByKeyboard(page, 'Come back');
  await expect(page.getByRole('button', { name: 'Someone walked in' })).toBeVisible();
  await page.context().close();
});

test('a second window takes the seat over, and the first says so and can take it back', async () => {
  const first = await evening.member(2);
  await first.comeToWaitingRoom();
  const second = await first.page.context().newPage();
  await second.goto(evening.hub.sample.members[2]?.url ?? '');
  await expect(first.page.getByText('Your group is open in another window').first()).toBeVisible();
  await expectAccessible(first.page, 'taken over');
  await first.page.getByRole('button', { name: 'Use it here' }).click();
  await expect(first.page.getByText('You’re in the waiting room').first()).toBeVisible();
  await first.close();
});
