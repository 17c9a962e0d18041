import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LMFT, minutes, NINE } from '../../../src/domain/notes/testKit.ts';
import type { NoteStage, NoteRecord, NoteRecordContent } from '../../../src/protocol/notes/note.ts';
import { FAKE_SESSION_NOTES } from '../fake/fakeNotes.ts';
import { openMemoryNotebook } from './memoryNotebook.ts';
import { drawNote, settle, signedRecord } from './notesKit.tsx';

let notebook: Awaited<ReturnType<typeof openMemoryNotebook>>;
beforeEach(async () => void (notebook = await openMemoryNotebook('lead')));
afterEach(() => notebook.close());

const SIGNED = signedRecord({ dueAt: NINE + minutes(9_999), isLateEntry: false, lateReason: '' });
const signature = {
  staffId: 'lead',
  printedName: 'Maria Santos',
  credential: LMFT,
  signedAt: NINE + minutes(24 * 60),
  timeZone: 'America/Los_Angeles',
  attestation: '',
};
const place = { noteId: 'note/g1/s1/ben', previousHash: SIGNED.hash } as const;
const addendum = (addendumType: 'correction' | 'late_entry'): NoteRecordContent => ({
  type: 'addendum',
  ...place,
  addendumType,
  reason: 'A word was missing',
  text: 'It was the second time.',
  signature,
});

/** Draws Ben's note with a chain. @returns the chain's list */
async function drawChain(
  records: readonly NoteRecord[],
  stage: NoteStage = { stage: 'signed', at: NINE },
  returnedWith: Readonly<Record<string, string>> = {},
): Promise<Element> {
  const { root } = await drawNote(notebook.client, 'ben', {
    reply: {
      ...FAKE_SESSION_NOTES,
      notes: [
        {
          docId: 'note/g1/s1/ben',
          kind: 'member',
          memberId: 'ben',
          stage,
          returnedBy: stage.stage === 'draft' ? 'd'.repeat(64) : null,
          dueAt: NINE + minutes(9_999),
          access: 'team',
        },
      ],
    },
    api: {
      noteRecords: () =>
        Promise.resolve({
          records: [...records],
          returnedWith: { ...returnedWith },
          access: 'team' as const,
        }),
    },
  });
  await settle(() => root.querySelector('article ol') !== null);
  const list = root.querySelector('article ol');
  if (!list) throw new Error('no chain on the screen');
  return list;
}

const withContent = (change: Partial<Extract<NoteRecordContent, { type: 'signed' }>>): NoteRecord => {
  if (SIGNED.content.type !== 'signed') throw new Error('not a note');
  return { ...SIGNED, content: { ...SIGNED.content, ...change } };
};
const linesOf = (list: Element): Record<string, string> =>
  Object.fromEntries(
    [...list.querySelectorAll('dl > div')].map((line) => [
      line.querySelector('dt')?.textContent ?? '',
      [...line.querySelectorAll('dd')].map(({ textContent }) => textContent).join(' | '),
    ]),
  );

describe('a record that is read', () => {
  it('WR90 names everything that the note says, location, roles and minutes among it', async () => {
    expect(linesOf(await drawChain([SIGNED]))).toEqual({
      Group: 'Tuesday morning',
      Day: 'Tuesday, November 24, 2026',
      Time: '9:12 AM to 12:15 PM | 2 hours 48 minutes of treatment',
      Delivery: 'Telehealth, video',
      'Where the member was': 'At home, Riverside, CA',
      Participants: '8',
      'Kind of group': 'Relapse prevention group',
      Topic: 'Triggers and cravings',
      Facilitators: 'Maria S., Lead, 3 hours 15 minutes',
      Format: 'BIRP',
      Goals: 'Manage cravings without using (Some progress)',
      'Took part': 'Responsive when invited',
      Risk: 'Low risk | Denied thoughts of self-harm.',
      Interventions: 'Urge surfing practice, Open questions',
    });
  });

  it('WR90 NO15 has no line for what is not said, says the kind of place alone, and "No text." of an empty section', async () => {
    if (SIGNED.content.type !== 'signed') throw new Error('not a note');
    const { facts, sections } = SIGNED.content;
    const list = await drawChain([
      withContent({
        facts: {
          session: { ...facts.session, topic: null, modality: null },
          member: facts.member && { ...facts.member, location: { type: 'elsewhere', cityAndState: '' } },
        },
        sections: sections.map((section) => (section.id === 'plan' ? { ...section, text: ' ' } : section)),
      }),
    ]);
    const lines = linesOf(list);
    expect(lines['Where the member was']).toBe('Elsewhere');
    expect(Object.keys(lines)).not.toContain('Topic');
    expect(list.textContent).toContain('PlanNo text.');
    expect(list.textContent).not.toContain('Nothing written yet');
  });

  it('WR91 a signed version has its own heading above those of its sections', async () => {
    const list = await drawChain([SIGNED]);
    expect([...list.querySelectorAll('h3, h4')].slice(0, 2).map(({ tagName }) => tagName)).toEqual([
      'H3',
      'H4',
    ]);
    expect(list.querySelector('h3')?.textContent).toBe('Signed');
  });

  it('WR91 an addendum says what it is, when it was added and why; a late entry for which service', async () => {
    const list = await drawChain(
      [
        SIGNED,
        { hash: 'b'.repeat(64), content: addendum('correction') },
        { hash: 'c'.repeat(64), content: addendum('late_entry') },
      ],
      { stage: 'amended', at: NINE },
    );
    const [, correction, late] = [...list.querySelectorAll(':scope > li')].map(
      ({ textContent }) => textContent,
    );
    expect(correction).toContain('Addendum: Correction');
    expect(correction).toContain('Added on Wednesday, November 25, 2026');
    expect(correction).toContain('Reason: A word was missing');
    expect(late).toContain('Late entry for service on Tuesday, November 24, 2026');
    expect(late).toContain('Added on Wednesday, November 25, 2026');
  });

  it('WR91 entered in error is the heading of its record, with the reason', async () => {
    const inError: NoteRecord = {
      hash: 'e'.repeat(64),
      content: {
        type: 'enteredInError',
        ...place,
        reason: 'It was written for another group',
        signature,
      },
    };
    const list = await drawChain([SIGNED, inError], { stage: 'enteredInError', at: NINE });
    const record = list.querySelector(':scope > li:last-child');
    expect(record?.querySelector('h3')?.textContent).toBe('Entered in error');
    expect(record?.textContent).toContain('Reason: It was written for another group');
  });

  it('WR92 a return says who returned the note and when, in the chain and above the words of it', async () => {
    const hash = 'd'.repeat(64);
    const returned: NoteRecord = {
      hash,
      content: { type: 'returned', ...place, byStaffId: 'co', at: NINE + minutes(60) },
    };
    const list = await drawChain([SIGNED, returned], { stage: 'draft' }, { [hash]: 'Say how it passed.' });
    const said = 'By Noor K., November 24, 2026 at 10:00 AM';
    expect(list.textContent).toContain(said);
    const above = document.querySelector('article [role=note]')?.textContent;
    expect(above).toContain(said);
    expect(above).toContain('Say how it passed.');
  });
});
