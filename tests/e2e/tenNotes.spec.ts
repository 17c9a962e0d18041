import { expect, test, type Locator, type Page } from '@playwright/test';
import { memberLinkReplySchema } from '../../src/protocol/api/groups.ts';
import { startEvening, type Evening } from '../support/evening.ts';
import { CountedKeys } from '../support/CountedKeys.ts';
import { passphraseOf } from '../support/locks.ts';
import { mark } from '../support/marksPage.ts';
import { beginSigning, chooseElements, chooseIn, noteInList, section } from '../support/notesPage.ts';
import { seatMember, type SeatedMember } from '../support/seatMember.ts';

/** From the end of a real session to ten signed notes by keyboard alone, and a note of every format. */
test.describe.configure({ mode: 'serial' });

/** WR81: what a member's note needs beside its words, and each suggestion beside that. */
const PRESSES_PER_NOTE = 10;
const PRESSES_PER_SUGGESTION = 2;
/** Of whom a mark is taken that stands in one of the sections as a suggestion. */
const MARKED_IN_BEHAVIOR = 'Ana R.';
const MARKED_IN_RESPONSE = 'Ben T.';

/** Everybody's own goal, response and plan: no two notes of a session may say the same (NO38). */
const WORDS: Readonly<Record<string, readonly [goal: string, response: string, plan: string]>> = {
  'Ana R.': [
    'Name three triggers',
    'Named an argument at work as a trigger and what came before it.',
    'One worksheet.',
  ],
  'Ben T.': ['Ask for help early', 'Told of a call to a sponsor before the craving had grown.', 'Two calls.'],
  'Cora L.': [
    'Sleep seven hours',
    'Kept a record of five nights and saw which evenings went wrong.',
    'No screen after ten.',
  ],
  'Dev P.': [
    'Return to work',
    'Practiced an answer to questions about the months of absence.',
    'Letter to the employer.',
  ],
  'Ella M.': [
    'Use skills at home',
    'Tried paced breathing in the group and found the count too fast.',
    'Breathe daily.',
  ],
  'Femi A.': [
    'Mend the budget',
    'Brought the list of debts and was relieved once it was read out.',
    'Call the bank.',
  ],
  'Gus W.': [
    'Be less alone',
    'Accepted an invitation to walk and said what made it hard.',
    'Walk on Sunday.',
  ],
  'Hana S.': [
    'Speak in the group',
    'Spoke twice without being asked, about shame and about pride.',
    'One question next time.',
  ],
  'Ivy K.': [
    'Stay through urges',
    'Rode out an urge of ten minutes and described how it fell.',
    'Log urges.',
  ],
};
const NAMES = Object.keys(WORDS);

let evening: Evening;
let links: readonly string[] = [];
const seated: SeatedMember[] = [];

/** Members come to the waiting room that is open, and are let in, the group begins, and everybody has time that counts. */
async function hold(members: readonly string[]): Promise<void> {
  const { lead } = evening;
  for (const link of members) seated.push(await seatMember(link));
  await lead.letEveryoneIn();
  await lead.startGroup();
}

async function end(): Promise<void> {
  const { lead } = evening;
  await lead.button('End').click();
  await lead.button('End session for everyone').click();
  await expect(lead.button('Write the notes')).toBeFocused();
  for (const member of seated.splice(0)) member.close();
}

test.beforeAll(async () => {
  evening = await startEvening();
  const { consoleUrl, sample } = evening.hub;
  const reply = await evening.lead.page.evaluate(
    async ({ path, body }) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(path, { method: 'POST', headers, body })).json() as Promise<unknown>;
    },
    {
      path: `${consoleUrl}api/groups/${sample.groupId}/members`,
      body: JSON.stringify({ displayName: 'Ivy K.', language: 'en' }),
    },
  );
  links = [...sample.members.map(({ url }) => url), memberLinkReplySchema.parse(reply).url];
});
test.afterAll(async () => {
  for (const member of seated) member.close();
  await evening.close();
});

/** What is chosen at a label, as the screen says it. */
const chosen = (page: Page, label: string): Locator =>
  page.getByRole('button', { name: new RegExp(`${label}$`) });

async function writeGroupNote(keys: CountedKeys): Promise<void> {
  const { page } = keys;
  await expect(page.getByLabel('Topic', { exact: true })).toBeFocused();
  await keys.type('Triggers and what helps');
  await keys.press('Tab', 'p');
  await keys.press('Tab', 'Tab', 'Enter', 'Tab', 'Space');
  await expect(page.getByRole('checkbox', { name: 'Psychoeducation' })).toBeChecked();
  for (const words of [
    'Check-in, a talk on triggers, practice in the whole group, check-out.',
    'Psychoeducation by both facilitators.',
    'Attentive and warm; most spoke.',
  ]) {
    await keys.press('Alt+ArrowDown');
    await keys.type(words);
  }
}

async function writeMemberNote(keys: CountedKeys, name: string, suggestions: number): Promise<void> {
  const { page } = keys;
  const [goal = '', response = '', plan = ''] = WORDS[name] ?? [];
  await keys.press('Control+Enter');
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  await expect(page.getByLabel('Goal', { exact: true })).toBeFocused();
  await keys.type(goal);
  await keys.press('Tab', 's');
  await expect(chosen(page, 'Progress')).toContainText('Some progress');
  await keys.press('Tab', 'a');
  await expect(chosen(page, 'Took part')).toContainText('Active');
  await keys.press('Tab', 'n');
  await expect(chosen(page, 'Risk')).toContainText('None indicated');
  for (let settled = 0; settled < suggestions; settled++) await keys.press('Alt+j', 'Alt+Enter');
  const words = [
    ...(name === MARKED_IN_BEHAVIOR ? [] : [['Behavior', 'Alert and calm; camera on.'] as const]),
    ['Response', response] as const,
    ['Plan', plan] as const,
  ];
  // The key goes on from where the last suggestion stood, and from the last section to the first.
  const first = name === MARKED_IN_RESPONSE ? 1 : 0;
  for (const [heading, text] of [...words.slice(first), ...words.slice(0, first)]) {
    await keys.press('Alt+m');
    await expect(section(page, heading)).toBeFocused();
    await keys.type(text);
  }
}

test('WR9 WR80 WR81 from the end of a session to ten signed notes by keyboard alone, with the presses counted', async () => {
  const { lead } = evening;
  const { page } = lead;
  await lead.openWaitingRoom();
  await hold(links);
  await mark(page, 'a', 'n', 's', 'Enter');
  await mark(page, 'b', 'i', 'Enter');
  await lead.untilCounted(NAMES.length);
  await end();

  const keys = new CountedKeys(page);
  await keys.press('Enter');
  await page.getByRole('heading', { name: 'Group part' }).waitFor();
  await writeGroupNote(keys);
  for (const [index, name] of NAMES.entries()) {
    const suggestions = index < 2 ? 1 : 0;
    const before = keys.presses;
    await writeMemberNote(keys, name, suggestions);
    const spared = name === MARKED_IN_BEHAVIOR ? 1 : 0;
    expect(keys.presses - before, name).toBe(
      PRESSES_PER_NOTE - spared + suggestions * PRESSES_PER_SUGGESTION,
    );
  }

  const before = keys.presses;
  await keys.press('Alt+s');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Your passphrase')).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Sign 10 notes' })).toBeVisible();
  await keys.type(passphraseOf(evening, 'lead'));
  await keys.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(keys.presses - before).toBe(2);
  for (const name of ['Group part', ...NAMES])
    await expect(noteInList(page, name)).toContainText('Signed', { ignoreCase: true });
  await expect(page.getByRole('list', { name: 'What was signed, in order' })).toContainText('LMFT');
  process.stdout.write(
    `presses from the session's end to ten signed notes, beside the words: ${keys.presses}\n`,
  );
});

/** Each format, the sections that it has on the screen, and who gets a note of it. */
const FORMATS: readonly (readonly [format: string, sections: readonly string[], name: string])[] = [
  ['SOAP', ['Subjective', 'Objective', 'Assessment', 'Plan'], 'Ana R.'],
  ['DAP', ['Data', 'Assessment', 'Plan'], 'Ben T.'],
  ['BIRP', ['Behavior', 'Intervention', 'Response', 'Plan'], 'Cora L.'],
  ['GIRP', ['Goal', 'Intervention', 'Response', 'Plan'], 'Dev P.'],
  ['PIE', ['Problem', 'Intervention', 'Evaluation'], 'Ella M.'],
  ['Narrative in one piece', ['Narrative'], 'Femi A.'],
];

test('NO1 WR6 WR52 a note of every format from a real session is signed, and reads back as it was written', async () => {
  const { lead, hub } = evening;
  const { page } = lead;
  await page.getByRole('link', { name: 'Today' }).click();
  await lead.button('Start a session now').click();
  const asking = page.getByRole('dialog');
  await asking.getByRole('button', { name: /Group$/ }).click();
  await page.getByRole('option').first().click();
  await lead.button('Start and open the waiting room').click();
  await lead.button('Start group').waitFor();
  await hold(hub.sample.members.slice(0, FORMATS.length).map(({ url }) => url));
  await lead.untilCounted(FORMATS.length);
  await end();
  await page.keyboard.press('Enter');

  const sentence = (heading: string, name: string): string =>
    `${WORDS[name]?.[1]} This stands under ${heading.toLowerCase()}.`;
  for (const [format, sections, name] of FORMATS) {
    await noteInList(page, name).click();
    await page.getByRole('heading', { name, exact: true }).waitFor();
    if (format !== 'BIRP') await chooseIn(page, 'Format', format);
    await chooseElements(page, WORDS[name]?.[0] ?? '');
    for (const heading of sections)
      await section(page, heading).last().pressSequentially(sentence(heading, name));
  }
  const dialog = await beginSigning(page, passphraseOf(evening, 'lead'));
  await expect(dialog.getByRole('button', { name: `Sign ${FORMATS.length} notes` })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: `Sign ${FORMATS.length} notes` })).toHaveCount(0);
  await page.keyboard.press('Escape');
  for (const [format, sections, name] of FORMATS) {
    await noteInList(page, name).click();
    const record = page.getByRole('list', { name: 'What was signed, in order' }).getByRole('listitem');
    await expect(record.getByRole('heading', { level: 4 }), format).toHaveText([...sections]);
    for (const heading of sections) await expect(record, format).toContainText(sentence(heading, name));
    await expect(record).toContainText('LMFT');
  }
  expect(evening.violations).toEqual([]);
});
