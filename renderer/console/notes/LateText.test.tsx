import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DRAFT, NINE, minutes } from '../../../src/domain/notes/testKit.ts';
import type { AmendNoteBody, SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import type { NoteStage } from '../../../src/protocol/notes/note.ts';
import { signHand } from '../../notebook/documents/hands.ts';
import { writeInSection } from '../../notebook/documents/noteDoc.ts';
import {
  chooseParticipation,
  chooseProgress,
  chooseRisk,
  putGoal,
  readGoals,
  takeGoals,
  writeRiskReason,
} from '../../notebook/documents/noteElements.ts';
import { NoteHistory } from '../../notebook/documents/NoteHistory.ts';
import { keepSignedState, stateNow } from '../../notebook/documents/signedState.ts';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import { typeInto } from '../fake/drawSession.tsx';
import { FAKE_SESSION_NOTES } from '../fake/fakeNotes.ts';
import { CO, LEAD, NOTES } from '../fake/fakePeople.ts';
import { openMemoryNotebook } from './memoryNotebook.ts';
import { drawNote, settle, signedRecord } from './notesKit.tsx';

let notebook: Awaited<ReturnType<typeof openMemoryNotebook>>;
beforeEach(async () => void (notebook = await openMemoryNotebook('lead')));
afterEach(() => notebook.close());

const TITLE = 'Text was written after this note was signed';
const WORDS = ' Asked for the worksheet.';
const signed = signedRecord({ dueAt: NINE + minutes(900), isLateEntry: false, lateReason: '' });

/** A note that one signed while another's workstation was away and wrote on; it is back now. */
async function comesBack(by: string): Promise<Y.Doc> {
  const { doc } = await notebook.client.openDoc('note/g1/s1/ben');
  for (const { id, text } of DRAFT.sections)
    writeInSection(doc, id, { from: 0, to: 0, insert: text }, 'lead');
  const away = new Y.Doc();
  Y.applyUpdate(away, Y.encodeStateAsUpdate(doc));
  keepSignedState(doc, signed.hash, stateNow(doc));
  const pen = new NoteHistory({ doc: away, by, newId: () => by, after: () => () => undefined });
  const end = DRAFT.sections.find(({ id }) => id === 'plan')?.text.length ?? 0;
  pen.writeAlone('plan', { from: end, to: end, insert: WORDS });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(away));
  return doc;
}

/** Draws the note for somebody. */
async function look(who = LEAD, stage: NoteStage = { stage: 'signed', at: NINE }) {
  const sent: AmendNoteBody[] = [];
  const docId = 'note/g1/s1/ben';
  const note = {
    docId,
    kind: 'member' as const,
    memberId: 'ben',
    stage,
    returnedBy: null,
    dueAt: NINE,
    access: 'team' as const,
  };
  const reply: SessionNotesReply = { ...FAKE_SESSION_NOTES, notes: [note] };
  const api = {
    noteRecords: () => Promise.resolve({ records: [signed], returnedWith: {}, access: 'team' as const }),
    amendNote(body: AmendNoteBody) {
      sent.push(body);
      return Promise.resolve({ result: 'amended' as const, records: [signed], returnedWith: {} });
    },
  };
  const { root } = await drawNote(notebook.client, 'ben', { who, reply, api });
  await settle(() => root.textContent.includes('Noor Khan'));
  return { root, sent };
}

describe('text that was written after the signature, on the screen', () => {
  it('SG43 SG45 is offered to its author, who adds it as an addendum', async () => {
    await comesBack('lead');
    const { root, sent } = await look();
    const notice = [...root.querySelectorAll('[role=note]')].find((one) => one.textContent.includes(TITLE));
    expect(notice?.textContent).toContain('PlanAdded: Asked for the worksheet.');
    expect(notice?.querySelector('ins')?.textContent).toBe('Asked for the worksheet.');
    await press(buttonNamed(root, 'Add as addendum'));
    const dialog = document.querySelector('[role=dialog]');
    expect(dialog?.querySelector('textarea')?.value).toBe('Plan: Asked for the worksheet.');
    const fieldOf = (type: string) => dialog?.querySelector<HTMLInputElement>(`input[type=${type}]`);
    for (const [type, words] of [
      ['text', 'Written while away'],
      ['password', 'river'],
    ] as const) {
      const field = fieldOf(type);
      if (field) await typeInto(field, words);
    }
    await press(buttonNamed(dialog ?? document, 'Write an addendum'));
    await settle(() => document.querySelector('[role=dialog]') === null);
    expect(sent[0]?.amendment).toMatchObject({
      type: 'addendum',
      reason: 'Written while away',
      text: 'Plan: Asked for the worksheet.',
    });
    expect(root.textContent).not.toContain(TITLE);
  });

  it('SG46 is set aside, stays readable, and is taken up again', async () => {
    await comesBack('lead');
    const { root } = await look();
    await press(buttonNamed(root, 'Set aside'));
    expect(root.textContent).not.toContain(TITLE);
    expect(root.querySelector('article details')?.textContent).toContain('Asked for the worksheet.');
    await press(buttonNamed(root, 'Take it up again'));
    expect(root.textContent).toContain(TITLE);
  });

  it('SG45 tells the others that there is such text, and whose', async () => {
    await comesBack('co');
    const { root } = await look();
    expect(root.textContent).toContain('Written by: Noor K.');
    expect(root.textContent).not.toContain('Asked for the worksheet.');
    expect(root.textContent).not.toContain('Set aside');
  });

  it('SG45 is offered to whoever may add it where its author may not, and waits for a co-signature', async () => {
    await comesBack('notes');
    const { root } = await look(CO, { stage: 'awaitingCosignature', signedBy: 'co', at: NINE });
    expect(root.textContent).toContain('It can be added once the note has its co-signature.');
    expect(buttonNamed(root, 'Add as addendum').disabled).toBe(true);
    const author = await look(NOTES);
    expect(author.root.textContent).toContain('Whoever may sign notes is asked about it as well');
  });

  it('SG45 SG46 offers a choice that is otherwise than it was signed, and the words for it, until it was dealt with', async () => {
    const { doc } = await notebook.client.openDoc('note/g1/s1/ben');
    const { goals, risk, participation } = DRAFT.elements;
    for (const { id, text } of DRAFT.sections)
      writeInSection(doc, id, { from: 0, to: 0, insert: text }, 'lead');
    takeGoals(
      doc,
      goals.map(({ text }) => text),
    );
    for (const { id } of readGoals(doc)) chooseProgress(doc, id, 'some');
    if (participation) chooseParticipation(doc, participation);
    if (risk) chooseRisk(doc, risk.level);
    writeRiskReason(doc, risk?.reason ?? '');
    keepSignedState(doc, signed.hash, stateNow(doc));
    const { root, sent } = await look();
    expect(root.textContent).not.toContain(TITLE);
    const away = new Y.Doc();
    Y.applyUpdate(away, Y.encodeStateAsUpdate(doc));
    signHand(away, 'lead');
    chooseRisk(away, 'high');
    writeRiskReason(away, `${risk?.reason} Said so on the phone.`);
    putGoal(away, '9', 'Sleep through');
    await act(async () => Y.applyUpdate(doc, Y.encodeStateAsUpdate(away)));
    await settle(() => root.textContent.includes(TITLE));
    const words = [
      'Goal: Sleep through',
      'Risk: High risk',
      'Risk: Denied thoughts of self-harm. Said so on the phone.',
    ];
    const notice = [...root.querySelectorAll('[role=note]')].find((one) => one.textContent.includes(TITLE));
    expect([...(notice?.querySelectorAll('div div p') ?? [])].map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining(words),
    );
    await press(buttonNamed(root, 'Add as addendum'));
    expect(document.querySelector<HTMLTextAreaElement>('[role=dialog] textarea')?.value).toBe(
      words.join('\n'),
    );
    await press(buttonNamed(document.querySelector('[role=dialog]') ?? document, 'Cancel'));
    await press(buttonNamed(root, 'Set aside'));
    expect(sent).toEqual([]);
    expect(root.textContent).not.toContain(TITLE);
    expect(root.querySelector('article details')?.textContent).toContain('Risk: High risk');
  });
});
