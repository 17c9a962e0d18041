import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { installSmallDevices } from '../../support/devices.ts';
import { startHubProcess } from '../../support/hubProcess.ts';
import { MemberPage } from '../../support/memberPage.ts';
import { StaffPage } from '../../support/staffPage.ts';
import { killWithChildren } from '../shared/processes.ts';
import type { Defer } from '../shared/runBench.ts';
import { StaffClient } from '../shared/staffClient.ts';
import { openPractice, type OpenPractice } from './openPractice.ts';
import { beginNotebook, markWithWords, openNotebook, recordConsent, writeNotes } from './keepNotebook.ts';
import { plantInProfile } from './plantInProfile.ts';
import { Profiles } from '../shared/profiles.ts';
import { WORDS, type Arisen } from './words.ts';

/** Where the console names people and shows what they have written. */
const PLACES = ['groups', 'library', 'settings'];

/** How hub and browsers end. */
export type Ending = 'closed' | 'killed';

/**
 * A small evening with everything in it that the product takes, on a hub and in browsers that leave what they leave below the folder:
 * `data`, its keys, `backup.cwb`, `notebook.backup`, `hub.log`, and `profiles`.
 *
 * @returns what arose that nobody else may read
 */
export async function spendEvening(folder: string, ending: Ending, defer: Defer): Promise<Arisen> {
  const dataDir = path.join(folder, 'data');
  await mkdir(dataDir, { recursive: true });
  const hub = await startHubProcess(['--log-level', 'trace'], { dataDir });
  defer(() => hub.close());
  const { consoleUrl } = z.object({ consoleUrl: z.string() }).parse(hub.ready);
  const practice = await openPractice(consoleUrl);
  const profiles = new Profiles(path.join(folder, 'profiles'));
  defer(() => profiles.kill());
  const { lead, members, secrets } = await meet(practice, profiles, folder);
  await backUp(dataDir, path.join(folder, 'backup.cwb'));
  if (ending === 'killed') {
    profiles.kill();
    await killWithChildren(hub.process);
  } else {
    await Promise.all([lead, ...members].map((person) => person.close()));
    await hub.close();
  }
  await writeFile(path.join(folder, 'hub.log'), hub.log());
  return { ...practice.arisen, secrets: { ...practice.arisen.secrets, ...secrets } };
}

async function meet({ program, firstMemberId }: OpenPractice, profiles: Profiles, folder: string) {
  const [leadAccount] = program.sample.staff;
  if (!leadAccount) throw new Error('There is no lead');
  const lead = await StaffPage.create(profiles.of('lead'), leadAccount, program.consoleUrl);
  await lead.page.addInitScript(installSmallDevices);
  await lead.signIn();
  const recoveryKey = await beginNotebook(lead);
  for (const place of PLACES) {
    await lead.page.goto(`${program.consoleUrl}${place}`);
    await lead.page.getByRole('heading', { level: 1 }).waitFor();
  }
  await typeNames(lead, program.consoleUrl);
  await lead.page.goto(program.consoleUrl);
  await plantInProfile(lead.page);
  await openNotebook(lead);
  await recordConsent(lead);

  const co = await StaffClient.signIn(program, 'coFacilitator');
  await co.openSession();
  await co.command({ type: 'setWaitingMessage', text: WORDS.waiting });
  await co.command({ type: 'setChatPolicy', policy: 'everyone' });
  await lead.enter();
  const members: MemberPage[] = [];
  for (const [index, account] of program.sample.members.entries()) {
    const member = await MemberPage.create(profiles.of(`member${index + 1}`), account, {
      answers: WORDS,
    });
    await member.page.addInitScript(installSmallDevices);
    await member.comeToWaitingRoom();
    members.push(member);
  }
  await co.command({ type: 'admitAll' });
  await Promise.all(members.map((member) => member.inRoom()));
  await co.command({ type: 'startSession' });
  const [first] = members;
  if (!first) throw new Error('There is no member');
  await rate(lead, first);
  await markWithWords(lead);
  await talk(lead, co, first, firstMemberId);
  const cookies = await Promise.all(
    [lead, ...members].map(async ({ page }, index) => {
      const [cookie] = await page.context().cookies();
      if (!cookie) throw new Error(`Browser ${index} has no cookie`);
      return [`cookie${index}`, cookie.value] as const;
    }),
  );
  co.close();
  await writeNotes(lead, path.join(folder, 'notebook.backup'));
  return { lead, members, secrets: { ...Object.fromEntries(cookies), recoveryKey } };
}

/** What is typed into a form may be kept by the browser, to be filled in another time. */
async function typeNames({ page }: StaffPage, consoleUrl: string): Promise<void> {
  await page.goto(`${consoleUrl}groups`);
  await page.getByRole('button', { name: 'Add a group' }).click();
  await page.getByLabel('Name of the group').fill(WORDS.typedGroup);
  await page.getByRole('button', { name: 'Add the group' }).click();
  await page.getByRole('heading', { name: WORDS.typedGroup }).waitFor();
  await page.getByRole('button', { name: 'Add a member' }).click();
  await page.getByLabel('Name in the room').fill(WORDS.typedMember);
  await page.getByRole('button', { name: 'Add and make the link' }).click();
  await page.getByTestId('fresh-link').waitFor();
}

/** A member says how they are, and staff see it. */
async function rate({ page: seen }: StaffPage, { page }: MemberPage): Promise<void> {
  await page.getByRole('button', { name: 'Check in' }).first().click();
  const dialog = page.getByRole('dialog');
  for (const [scale, value] of Object.entries({
    'How is your mood?': 4,
    'How strong is a craving right now?': 7,
    'How anxious do you feel?': 9,
  })) {
    await dialog.getByRole('radiogroup', { name: scale }).getByText(String(value), { exact: true }).click();
  }
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await seen.getByRole('button', { name: 'Ratings' }).click();
  await seen.getByText(WORDS.ratingShown).first().waitFor();
}

/** Everything is said that can be, and each thing is seen on a screen. */
async function talk(
  lead: StaffPage,
  co: StaffClient,
  first: MemberPage,
  firstMemberId: string,
): Promise<void> {
  const { page } = first;
  await page.getByRole('button', { name: /^Chat/ }).click();
  await page.getByRole('textbox').fill(WORDS.typedByMember);
  await page.getByRole('button', { name: 'Send' }).click();
  await co.command({ type: 'sendChat', target: { to: 'room' }, text: WORDS.toRoom });
  await co.command({ type: 'sendChat', target: { to: 'staff' }, text: WORDS.toStaff });
  const target = { to: 'person', participantId: firstMemberId } as const;
  await co.command({ type: 'sendChat', target, text: WORDS.toMember });
  await page.getByText(WORDS.toRoom, { exact: true }).waitFor();
  await lead.page.getByText(WORDS.toStaff).first().waitFor();
  await co.command({ type: 'addRoom', name: WORDS.room });
  await co.command({ type: 'shuffleRooms' });
  await co.command({ type: 'openRooms', minutes: null });
  await co.command({ type: 'messageRooms', text: WORDS.toRooms });
  await page.getByText(WORDS.toRooms).first().waitFor();
}

async function backUp(dataDir: string, target: string): Promise<void> {
  const args = ['.vite/hub/main.js', 'backup', target, '--data', dataDir];
  const env = { ...process.env, CIRCLEWELL_BACKUP_PASSPHRASE: WORDS.backupPassphrase };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error('The backup was not made');
}
