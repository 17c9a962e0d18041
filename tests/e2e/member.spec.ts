import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility.ts';
import { startEvening, type Evening } from '../support/evening.ts';
import { pressByKeyboard, tabTo } from '../support/keyboard.ts';

/** The member's way by keyboard alone, an early one, and a second window. What axe says of each screen is in screens.spec.ts. */
test.describe.configure({ mode: 'serial' });

let evening: Evening;

test.beforeAll(async () => {
  evening = await startEvening();
});
test.afterAll(async () => {
  await evening.close();
});

test('MP14 DO8 before the waiting room opens a member is told when, and goes on by themselves', async () => {
  const early = await evening.member(1);
  await early.passChecks();
  await expect(early.page.getByText('You can leave this page open').first()).toBeVisible();
  await evening.lead.openWaitingRoom();
  await expect(early.page.getByText('You’re in the waiting room').first()).toBeVisible();
  await early.close();
});

test('MP9 MP21 MP23 MP40 MP49 MP50 ID16 the whole member path works by keyboard alone', async () => {
  const { page } = await evening.member(0);
  await page.goto(evening.hub.sample.members[0]?.url ?? '');
  await expect(page.getByRole('button', { name: 'Next: where are you today?' })).toBeVisible();
  const begins = async (title: string) =>
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeInViewport({ ratio: 1 });
  await pressByKeyboard(page, 'Next: where are you today?');
  await begins('Where are you today?');

  await tabTo(page, 'The place where you are now');
  await page.keyboard.type('12 Elm Street, Springfield');
  await tabTo(page, 'A phone number where we can call you');
  await page.keyboard.type('555 010 4477');
  await tabTo(page, 'Yes, nobody can hear or see');
  await page.keyboard.press('Space');
  await pressByKeyboard(page, 'Next');
  await begins('Our group agreement');

  await tabTo(page, 'I have read this and I keep to it');
  await page.keyboard.press('Space');
  await pressByKeyboard(page, 'Go to the waiting room');
  await expect(page.getByText('You’re in the waiting room').first()).toBeVisible();

  await evening.lead.button('Let in Ana R.').click();
  await expect(page.getByRole('button', { name: 'Someone walked in' })).toBeVisible();
  await pressByKeyboard(page, 'Raise your hand');
  await expect(
    evening.lead.page.getByText('Raised hands').or(evening.lead.page.getByText('Hands')).first(),
  ).toBeVisible();
  await pressByKeyboard(page, 'Chat');
  await tabTo(page, 'Message to the facilitators');
  await page.keyboard.type('May I go first?');
  await pressByKeyboard(page, 'Send');
  await expect(page.getByRole('list', { name: 'Messages' }).getByText('May I go first?')).toBeVisible();
  await expectOwnDirections(page);
  await page.keyboard.press('Escape');
  await expectOwnDirections(evening.lead.page);
  await pressByKeyboard(page, 'Help');
  await pressByKeyboard(page, 'I have a question');
  await expect(page.getByTestId('help-banner')).toBeVisible();
  // The banner says the same as the dialog, which gives the focus back as it goes.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await pressByKeyboard(page, 'I’m all right now');
  await pressByKeyboard(page, 'More');
  for (let step = 0; step < 9; step++) {
    if (await page.locator('[role=menuitem]:focus', { hasText: 'Settings' }).isVisible()) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Settings' }).waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await pressByKeyboard(page, 'Someone walked in');
  await expect(page.getByText('Nobody can hear or see you').first()).toBeVisible();
  await pressByKeyboard(page, 'It’s private again');

  await pressByKeyboard(page, 'Leave');
  await page.getByRole('alertdialog').waitFor();
  await pressByKeyboard(page, 'Leave');
  await expect(page.getByRole('button', { name: 'Come back' })).toBeVisible();
  await pressByKeyboard(page, 'Come back');
  await expect(page.getByRole('button', { name: 'Someone walked in' })).toBeVisible();
  await page.context().close();
});

test('MP47 SE105 SE107 CO78 a member checks in by keyboard on a narrow page; staff see it at once, and others in the group never', async () => {
  const { lead } = evening;
  const ella = await evening.member(4);
  const received: string[] = [];
  ella.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => received.push(String(payload))),
  );
  await ella.comeToWaitingRoom();
  await lead.button('Let in Ella M.').click();
  await ella.inRoom();

  const dev = await evening.member(3);
  await dev.comeToWaitingRoom();
  const { page } = dev;
  await pressByKeyboard(page, 'Check in');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'check-in');
  await expectNoSidewaysScroll(page, 'check-in');
  await tabTo(page, '0, very low');
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
  await tabTo(page, '0, none');
  for (let step = 0; step < 7; step++) await page.keyboard.press('ArrowRight');
  await pressByKeyboard(page, 'Save');
  await expect(page.getByText('You have checked in.').first()).toBeVisible();

  await lead.page.getByRole('button', { name: 'Ratings' }).click();
  await expect(lead.page.getByTestId('ratings')).toContainText('mood 4 · craving 7');
  await expectAccessible(lead.page, 'ratings');
  // What comes after it has come to her, and it has not.
  await ella.page.getByRole('button', { name: 'Raise your hand' }).click();
  await expect(ella.page.getByRole('button', { name: 'Lower your hand' })).toBeVisible();
  expect(received.join('')).toContain('handRaised');
  expect(received.join('')).not.toContain('craving');
  for (const one of [ella, dev]) await one.close();
});

test('LI9 MP20 a second window takes the seat over, and the first says so and can take it back', async () => {
  const first = await evening.member(2);
  await first.comeToWaitingRoom();
  const second = await first.page.context().newPage();
  await second.goto(evening.hub.sample.members[2]?.url ?? '');
  await expect(first.page.getByText('Your group is open in another window').first()).toBeVisible();
  await first.page.getByRole('button', { name: 'Use it here' }).click();
  await expect(first.page.getByText('You’re in the waiting room').first()).toBeVisible();
  await first.close();
});

test('AP23 nothing on the member’s page broke its content security policy', async () => {
  const { page } = evening.lead;
  expect(evening.violations).toEqual([]);
  // That it is in force, and heard of.
  const made = page.evaluate(() => (document.createElement('div').innerHTML = '<b>text</b>'));
  await expect(made).rejects.toThrow('TrustedHTML');
  await expect.poll(() => evening.violations.join()).toContain('require-trusted-types-for');
});

/** No text within a line turns what stands beside it, whatever is in it (ID16). */
async function expectOwnDirections(page: Page): Promise<void> {
  const turning = await page.evaluate(() =>
    [...document.body.querySelectorAll<HTMLElement>(':not(noscript)')]
      .filter((element) => {
        const { display, unicodeBidi } = getComputedStyle(element);
        return display === 'inline' && unicodeBidi !== 'isolate' && element.innerText?.trim();
      })
      .map((element) => element.outerHTML),
  );
  expect(turning).toEqual([]);
}
