import { installDeviceTrouble } from '../devices.ts';
import type { Evening } from '../evening.ts';
import type { MemberPage } from '../memberPage.ts';
import type { Visit } from './visit.ts';

/** A member whose page speaks Spanish, as the seat has it. */
const SPANISH_MEMBER = 7;
/** A member whose browser keeps camera and microphone back. */
const REFUSED_MEMBER = 1;

/**
 * The way of members from their link to the waiting room, and the console before and while they come.
 *
 * @param size how many members come, from 4 to 8; the second one's devices are refused, and the last one reads Spanish
 * @returns who waits, first come first
 */
export async function tourDoor(evening: Evening, visit: Visit, size: number): Promise<MemberPage[]> {
  const { lead } = evening;
  await tourLinks(evening, visit);
  await tourEarly(evening, visit);

  await lead.button('Prepare').first().click();
  await lead.page.getByTestId('session-screen').waitFor();
  await visit(lead.page, 'session-prepare');
  await lead.button('Open waiting room').click();
  await lead.button('Start group').waitFor();
  await visit(lead.page, 'session-empty');

  const others = Array.from({ length: size - 1 }, (_, index) => evening.member(index));
  const members = await Promise.all([...others, evening.member(SPANISH_MEMBER, 'es')]);
  for (const [index, member] of members.entries()) {
    if (index === REFUSED_MEMBER) await tourRefused(member, visit);
    else if (member === members.at(-1)) await tourInSpanish(member, visit);
    else await member.comeToWaitingRoom();
  }
  await lead.button('Message to those waiting').click();
  await lead.page
    .getByRole('dialog')
    .getByRole('textbox')
    .fill('We begin at six. Please have water at hand.');
  await lead.button('Show the message').click();
  const [first] = members;
  if (!first) throw new Error('Nobody has come');
  await first.page.getByTestId('waiting-message').waitFor();
  await visit(first.page, 'member-waiting');
  await tourCheckIn(first, visit);
  await visit(lead.page, 'session-waiting');
  return members;
}

async function tourLinks({ browser, hub }: Evening, visit: Visit): Promise<void> {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(`${hub.consoleUrl}join#AAAAAAAAAAAAAAAAAAAAAA`);
  await page.getByText('This link is not complete or not right').waitFor();
  await visit(page, 'member-unknown-link');
  await page.goto(`${hub.consoleUrl}join`);
  await page.getByText('Please open your personal link').first().waitFor();
  await visit(page, 'member-no-link');
  await context.close();
}

/** Each screen at the door, up to the page of who has come before it opens. */
async function tourEarly(evening: Evening, visit: Visit): Promise<void> {
  const early = await evening.member(0);
  await early.comeToDeviceCheck();
  await visit(early.page, 'member-device-check');
  await early.page.getByRole('link', { name: 'Test the connection' }).click();
  await early.page.getByText('Your group will work from here').waitFor();
  await visit(early.page, 'member-reach');
  await early.page.getByRole('link', { name: 'Back to my group' }).click();
  await early.page.getByRole('button', { name: 'Next: where are you today?' }).waitFor();
  await early.passDeviceCheck();
  await visit(early.page, 'member-privacy-check');
  await tourDriving(early, visit);
  await visit(early.page, 'member-agreement');
  await early.agree();
  await early.page.getByText('You can leave this page open').first().waitFor();
  await visit(early.page, 'member-too-early');
  await early.close();
}

/** Who drives is asked to park, and goes on from there to the agreement. */
async function tourDriving(member: MemberPage, visit: Visit): Promise<void> {
  const { page } = member;
  await member.answerPrivacyCheck();
  await page.getByText('I am driving just now').click();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.getByRole('heading', { name: 'Please park first' }).waitFor();
  await visit(page, 'member-driving');
  await page.getByRole('button', { name: 'I have parked' }).click();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.getByText('I have read this and I keep to it').waitFor();
}

/** Somebody says how they are. */
async function tourCheckIn({ page }: MemberPage, visit: Visit): Promise<void> {
  await page.getByRole('button', { name: 'Check in', exact: true }).click();
  const dialog = page.getByRole('dialog');
  for (const [scale, step] of [
    ['How is your mood?', '4'],
    ['How strong is a craving right now?', '8'],
  ] as const)
    await dialog.getByRole('radiogroup', { name: scale }).getByText(step, { exact: true }).click();
  await visit(page, 'member-check-in');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function tourRefused(member: MemberPage, visit: Visit): Promise<void> {
  const { page } = member;
  await page.addInitScript(installDeviceTrouble, 'NotAllowedError');
  await member.comeToDeviceCheck();
  await page.getByRole('button', { name: 'Fix it: Camera' }).waitFor();
  await visit(page, 'member-devices-refused');
  await page.getByRole('button', { name: 'Fix it: Camera' }).click();
  await page.getByRole('dialog').waitFor();
  await visit(page, 'member-fix-dialog');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await member.passDeviceCheck();
  await member.passPrivacyCheck();
  await member.agree();
  await member.inWaitingRoom();
}

async function tourInSpanish(member: MemberPage, visit: Visit): Promise<void> {
  await member.comeToDeviceCheck();
  await visit(member.page, 'member-device-check-es');
  await member.passDeviceCheck();
  await member.passPrivacyCheck();
  await visit(member.page, 'member-agreement-es');
  await member.agree();
  await member.inWaitingRoom();
  await visit(member.page, 'member-waiting-es');
}
