import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Y from 'yjs';
import { NINE } from '../../../src/domain/notes/testKit.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type {
  AmendNoteBody,
  NoteOnHub,
  SessionNotesReply,
  SignNotesBody,
} from '../../../src/protocol/api/notes.ts';
import type { NoteRecord } from '../../../src/protocol/notes/note.ts';
import { readHandOver, setAbout, wantAbsence } from '../../notebook/documents/noteAbout.ts';
import { writeInSection } from '../../notebook/documents/noteDoc.ts';
import {
  chooseParticipation,
  chooseProgress,
  chooseRisk,
  putGoal,
} from '../../notebook/documents/noteElements.ts';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import { typeInto } from '../fake/drawSession.tsx';
import { FAKE_SESSION_NOTES } from '../fake/fakeNotes.ts';
import { LEAD, NOTES, SUPERVISOR } from '../fake/fakePeople.ts';
import { openMemoryNotebook } from './memoryNotebook.ts';
import { drawNote, settle, signedRecord } from './notesKit.tsx';

let notebook: Awaited<ReturnType<typeof openMemoryNotebook>>;
beforeEach(async () => void (notebook = await openMemoryNotebook('lead')));
afterEach(() => notebook.close());

const open = async (subject: string) => (await notebook.client.openDoc(`note/g1/s1/${subject}`)).doc;
function fill(doc: Y.Doc): void {
  const put = (section: 'behavior' | 'response' | 'plan', insert: string) =>
    writeInSection(doc, section, { from: 0, to: 0, insert }, 'lead');
  put('behavior', 'Alert, spoke three times.');
  put('response', 'Said the pause is the skill, and tried it twice in the room today.');
  put('plan', 'Urge log for three days.');
  putGoal(doc, '1', 'Manage cravings');
  chooseProgress(doc, '1', 'some');
  chooseParticipation(doc, 'active');
  chooseRisk(doc, 'low');
}
const onHub = (
  stage: NoteOnHub['stage'],
  dueAt = Date.now() + 9e9,
  returnedBy: string | null = null,
  access: NoteOnHub['access'] = 'team',
): SessionNotesReply => ({
  ...FAKE_SESSION_NOTES,
  notes: [{ docId: 'note/g1/s1/ben', kind: 'member', memberId: 'ben', stage, returnedBy, dueAt, access }],
});
const signed = signedRecord({ dueAt: NINE, isLateEntry: true, lateReason: 'The line was down.' });
const dialog = () => document.querySelector('[role=dialog]');
const field = (name: string): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>(`[role=dialog] input[${name}]`);
  if (!found) throw new Error(`no field ${name}`);
  return found;
};

describe('signing on the screen', () => {
  it('WR50 WR80 signs what was opened and is ready, under one passphrase, and names the others', async () => {
    fill(await open('ben'));
    const sent: SignNotesBody[] = [];
    const signNotes = vi.fn((body: SignNotesBody) => {
      sent.push(body);
      return Promise.resolve({
        notes: [{ result: 'signed' as const, docId: 'note/g1/s1/ben', record: signed }],
      });
    });
    const { root } = await drawNote(notebook.client, 'ben', { api: { signNotes } });
    await act(
      async () =>
        void document.body.dispatchEvent(
          new KeyboardEvent('keydown', {
            code: 'KeyS',
            key: 's',
            altKey: true,
            bubbles: true,
            cancelable: true,
          }),
        ),
    );
    expect(dialog()?.textContent).toContain('Ana R.Not opened yet');
    expect(dialog()?.textContent).toContain('I was there, and this is what happened.');
    await typeInto(field('type=password'), 'river stone lantern 42');
    await press(buttonNamed(document, 'Sign 1 note'));
    await settle(() => dialog() === null);
    expect(sent[0]?.notes.map(({ docId }) => docId)).toEqual(['note/g1/s1/ben']);
    expect(sent[0]).toMatchObject({
      passphrase: 'river stone lantern 42',
      notes: [{ hasOpened: true, lateReason: '', handOver: null, draft: { format: 'BIRP' } }],
    });
    expect(root.isConnected).toBe(true);
  });

  it('WR50 signs nothing that came after the note was on the screen, also while the dialog stands before it', async () => {
    const doc = await open('ben');
    fill(doc);
    const plans: (string | undefined)[] = [];
    const signNotes = ({ notes }: SignNotesBody) => {
      plans.push(notes[0]?.draft.sections.find(({ id }) => id === 'plan')?.text);
      return Promise.reject(new CirclewellError('conflict', 'no'));
    };
    await drawNote(notebook.client, 'ben', { api: { signNotes } });
    await press(buttonNamed(document, 'Sign'));
    await act(async () => writeInSection(doc, 'plan', { from: 0, to: 0, insert: 'Somebody else. ' }, 'co'));
    await typeInto(field('type=password'), 'river');
    await press(buttonNamed(document, 'Sign 1 note'));
    expect(plans).toEqual(['Urge log for three days.']);
    // What draws the page anew finds that the note says something else.
    const groupDoc = await open('group');
    await act(async () => wantAbsence(groupDoc, 'gil'));
    await settle(() => dialog()?.textContent.includes('Changed since') ?? false);
    expect(dialog()?.textContent).toContain('Changed since you looked at it: read it again first');
    expect(buttonNamed(dialog() ?? document, 'Sign').disabled).toBe(true);
    await press(buttonNamed(document, 'Cancel'));
    await press(buttonNamed(document, 'Sign'));
    expect(buttonNamed(document, 'Sign 1 note').isConnected).toBe(true);
  });

  it('WR51 asks why a note is late, and says in words why one was refused', async () => {
    fill(await open('ben'));
    const signNotes = () =>
      Promise.resolve({
        notes: [
          {
            result: 'refused' as const,
            docId: 'note/g1/s1/ben',
            refusals: ['credentialExpired', 'blocked'],
            findings: ['sameText'],
          },
        ],
      });
    await drawNote(notebook.client, 'ben', { api: { signNotes }, reply: onHub({ stage: 'draft' }, 1) });
    await press(buttonNamed(document, 'Sign'));
    await typeInto(field('type=password'), 'river stone lantern 42');
    expect(buttonNamed(document, 'Sign 1 note').disabled).toBe(true);
    await typeInto(field('type=text'), 'The line was down');
    await press(buttonNamed(document, 'Sign 1 note'));
    await settle(() => dialog()?.textContent.includes('expired') ?? false);
    expect(dialog()?.textContent).toContain('Your credential has expired.');
    expect(dialog()?.textContent).toContain('Another note of this session says exactly the same.');
  });

  it('WR51 NB28 asks why a note is late where the hub alone knows that it is: this clock is behind', async () => {
    fill(await open('ben'));
    const reasons: string[] = [];
    const signNotes = (body: SignNotesBody) => {
      reasons.push(body.notes[0]?.lateReason ?? '');
      const refused = { result: 'refused' as const, refusals: ['lateReasonMissing'], findings: [] };
      const answer = reasons.length === 1 ? refused : { result: 'signed' as const, record: signed };
      return Promise.resolve({ notes: [{ ...answer, docId: 'note/g1/s1/ben' }] });
    };
    await drawNote(notebook.client, 'ben', { api: { signNotes }, reply: onHub({ stage: 'draft' }) });
    await press(buttonNamed(document, 'Sign'));
    expect(document.querySelector('[role=dialog] input[type=text]')).toBeNull();
    await typeInto(field('type=password'), 'river stone lantern 42');
    await press(buttonNamed(document, 'Sign 1 note'));
    await settle(() => dialog()?.textContent.includes('Say why') ?? false);
    await typeInto(field('type=text'), 'The line was down');
    await typeInto(field('type=password'), 'river stone lantern 42');
    await press(buttonNamed(document, 'Sign 1 note'));
    await settle(() => dialog() === null);
    expect(reasons).toEqual(['', 'The line was down']);
  });

  it('WR70 keeps one’s process note beside a note that is signed, for a supervisor too', async () => {
    const noteRecords = () =>
      Promise.resolve({ records: [signed], returnedWith: {}, access: 'team' as const });
    for (const who of [LEAD, SUPERVISOR]) {
      const { root } = await drawNote(notebook.client, 'ben', {
        reply: onHub({ stage: 'signed', at: NINE }),
        api: { noteRecords },
        who,
      });
      await settle(() => root.textContent.includes('Noor Khan'));
      await act(async () => root.querySelector<HTMLElement>('section [role=switch]')?.click());
      await settle(() => root.querySelector('[role=textbox]') !== null);
      expect(root.querySelector('section[aria-label="Process note"] [role=textbox]')).not.toBeNull();
    }
  });

  it('WR53 hands a note over to somebody who may sign it', async () => {
    const { root } = await drawNote(notebook.client, 'ben', { who: NOTES });
    expect(buttonNamed(root, 'Sign').disabled).toBe(true);
    await press(buttonNamed(root, 'Hand over'));
    const line = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find((item) =>
      item.textContent.includes('Maria L.'),
    );
    await act(async () => line?.click());
    expect(readHandOver(await open('ben'))).toMatchObject({ handedBy: 'notes', signerId: 'lead' });
    expect(root.querySelector('nav')?.textContent).toContain('for Maria L.');
  });

  it('WR52 WR54 shows a signed note with its signature, and takes an addendum', async () => {
    const amendNote = vi.fn(() =>
      Promise.reject(new CirclewellError('forbidden', 'no', 'account.wrongPassphrase')),
    );
    const noteRecords = () =>
      Promise.resolve({ records: [signed], returnedWith: {}, access: 'team' as const });
    const { root } = await drawNote(notebook.client, 'ben', {
      reply: onHub({ stage: 'signed', at: NINE }),
      api: { noteRecords, amendNote },
    });
    await settle(() => root.textContent.includes('Noor Khan'));
    expect(root.querySelector('[role=textbox]')).toBeNull();
    expect(root.textContent).toContain('Late entry for service on Tuesday, November 24, 2026');
    expect(root.textContent).toContain('Noor Khan, LMFT, CA 12345');
    await press(buttonNamed(root, 'Write an addendum'));
    expect(buttonNamed(dialog() ?? document, 'Write an addendum').disabled).toBe(true);
    await typeInto(field('type=text'), 'Left out');
    const area = document.querySelector('textarea');
    if (area) await typeInto(area, 'Called a supporter at noon.');
    await typeInto(field('type=password'), 'wrong');
    await press(buttonNamed(dialog() ?? document, 'Write an addendum'));
    expect(amendNote).toHaveBeenCalledWith({
      passphrase: 'wrong',
      docId: 'note/g1/s1/ben',
      lastHash: signed.hash,
      amendment: {
        type: 'addendum',
        addendumType: 'addendum',
        reason: 'Left out',
        text: 'Called a supporter at noon.',
      },
    });
    expect(dialog()?.querySelector('[role=alert]')?.textContent).toContain(
      'This is not your passphrase. Nothing was signed.',
    );
  });

  it('WR51 says of an addendum, too, what the hub found in it, with a code of tomorrow', async () => {
    const refused = {
      result: 'refused' as const,
      refusals: ['blocked'],
      findings: ['otherName', 'ofTomorrow'],
    };
    const { root } = await drawNote(notebook.client, 'ben', {
      reply: onHub({ stage: 'signed', at: NINE }),
      api: {
        noteRecords: () => Promise.resolve({ records: [signed], returnedWith: {}, access: 'team' as const }),
        amendNote: () => Promise.resolve(refused),
      },
    });
    await settle(() => root.textContent.includes('Noor Khan'));
    await press(buttonNamed(root, 'Mark as entered in error'));
    // Somebody of whom this workstation has not heard.
    await typeInto(field('type=text'), 'Yara said so');
    await typeInto(field('type=password'), 'river');
    await press(buttonNamed(dialog() ?? document, 'Mark as entered in error'));
    const alert = dialog()?.querySelector('[role=alert]')?.textContent;
    expect(alert).toContain('Somebody else of the group is named in it.');
    expect(alert).not.toContain('…');
    expect(alert).toContain('The hub refused it: ofTomorrow');
  });

  it('WR42 NO55 looks at an addendum while it is written, leads to what it found, and sends nothing that blocks', async () => {
    const { root } = await drawNote(notebook.client, 'ben', {
      reply: onHub({ stage: 'signed', at: NINE }),
      api: {
        noteRecords: () => Promise.resolve({ records: [signed], returnedWith: {}, access: 'team' as const }),
      },
    });
    await settle(() => root.textContent.includes('Noor Khan'));
    await press(buttonNamed(root, 'Write an addendum'));
    await typeInto(field('type=text'), 'Cora asked');
    const area = document.querySelector('textarea');
    if (!area) throw new Error('no text');
    await typeInto(area, 'Was moved by Ana.');
    await typeInto(field('type=password'), 'river');
    const add = () => buttonNamed(dialog() ?? document, 'Write an addendum');
    const found = () => [...(dialog()?.querySelectorAll('section li') ?? [])];
    await settle(() => found().length === 2);
    expect(found()[0]?.textContent).toContain('Reason');
    expect(found()[0]?.textContent).toContain('“Cora” names somebody else of the group.');
    expect(found()[1]?.textContent).toContain('“Ana” names somebody else of the group.');
    expect(add().disabled).toBe(true);
    const line = (at: number) => {
      const one = found()[at];
      if (!(one instanceof HTMLElement)) throw new Error('no finding');
      return one;
    };
    await press(buttonNamed(line(0), 'Go there'));
    expect(document.activeElement).toBe(field('type=text'));
    await press(buttonNamed(line(1), 'Go there'));
    expect(document.activeElement).toBe(area);
    expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('Ana');
    await press(buttonNamed(line(1), 'Put “a peer”'));
    expect(area.value).toBe('Was moved by a peer.');
    await press(buttonNamed(line(0), 'Put “a peer”'));
    await settle(() => !add().disabled);
    expect(found()).toEqual([]);
  });

  it('WR57 tells the author what a supervisor wrote on returning the note, and has what was signed folded', async () => {
    setAbout(await open('ben'), 'handOver', { handedBy: 'notes', signerId: 'co', at: NINE - 1, after: null });
    const returned: NoteRecord = {
      hash: 'b'.repeat(64),
      content: {
        type: 'returned',
        noteId: 'note/g1/s1/ben',
        previousHash: signed.hash,
        byStaffId: 'sup',
        at: NINE,
      },
    };
    const chain = {
      records: [signed, returned],
      returnedWith: { [returned.hash]: 'Say how the urge passed.' },
      access: 'team' as const,
    };
    const { root } = await drawNote(notebook.client, 'ben', {
      reply: onHub({ stage: 'draft' }, undefined, 'b'.repeat(64)),
      api: { noteRecords: () => Promise.resolve(chain) },
    });
    await settle(() => root.textContent.includes('Say how the urge passed.'));
    const folded = root.querySelector('article details');
    expect(folded?.hasAttribute('open')).toBe(false);
    expect(folded?.textContent).toContain('Noor Khan');
    const words = [...root.querySelectorAll('article p')].find(
      ({ textContent }) => textContent === 'Say how the urge passed.',
    );
    expect(words?.closest('details')).toBeNull();
    // The hand-over was before it: the author signs anew.
    expect(root.querySelector('nav')?.textContent).not.toContain('for ');
    expect(buttonNamed(root, 'Hand over').isConnected).toBe(true);
  });

  it('WR56 co-signs the version that is on the screen, and reads the chain again when there is another', async () => {
    const sent: AmendNoteBody[] = [];
    const amendNote = (body: AmendNoteBody) => {
      sent.push(body);
      return Promise.reject(new CirclewellError('conflict', 'no'));
    };
    let records: readonly NoteRecord[] = [signed];
    let at = NINE;
    const noteRecords = () =>
      Promise.resolve({ records: [...records], returnedWith: {}, access: 'team' as const });
    const sessionNotes = () => Promise.resolve(onHub({ stage: 'awaitingCosignature', signedBy: 'co', at }));
    const { root } = await drawNote(notebook.client, 'ben', {
      who: { ...LEAD, role: 'supervisor' },
      api: { noteRecords, amendNote, sessionNotes },
    });
    await settle(() => root.textContent.includes('Noor Khan'));
    await press(buttonNamed(root, 'Co-sign'));
    // Meanwhile another supervisor returns it, and it is signed anew.
    const anew: NoteRecord = { ...signed, hash: 'b'.repeat(64) };
    records = [signed, anew];
    at += 1;
    await typeInto(field('type=password'), 'river');
    await press(buttonNamed(dialog() ?? document, 'Co-sign'));
    expect(sent.map(({ lastHash }) => lastHash)).toEqual([signed.hash]);
    await press(buttonNamed(dialog() ?? document, 'Cancel'));
    await settle(() => root.textContent.includes(anew.hash));
    await press(buttonNamed(root, 'Co-sign'));
    await typeInto(field('type=password'), 'river');
    await press(buttonNamed(dialog() ?? document, 'Co-sign'));
    expect(sent.map(({ lastHash }) => lastHash)).toEqual([signed.hash, anew.hash]);
  });

  it('WR58 keeps what is written of an addendum over a closed dialog, a lock and a page loaded anew, until it is added', async () => {
    let isRefused = true;
    const api = {
      noteRecords: () => Promise.resolve({ records: [signed], returnedWith: {}, access: 'team' as const }),
      amendNote: () =>
        isRefused
          ? Promise.reject(new CirclewellError('unavailable', 'no'))
          : Promise.resolve({ result: 'amended' as const, records: [signed], returnedWith: {} }),
    };
    const draw = async () => {
      const { root } = await drawNote(notebook.client, 'ben', {
        reply: onHub({ stage: 'signed', at: NINE }),
        api,
      });
      await settle(() => root.textContent.includes('Noor Khan'));
      return root;
    };
    const area = () => document.querySelector<HTMLTextAreaElement>('[role=dialog] textarea');
    let root = await draw();
    await press(buttonNamed(root, 'Write an addendum'));
    await typeInto(field('type=text'), 'Left out');
    const box = area();
    if (box) await typeInto(box, 'Called a supporter at noon.');
    await press(buttonNamed(dialog() ?? document, 'Cancel'));
    expect(dialog()).toBeNull();
    expect(await notebook.client.lock()).toBe(true);
    expect(await notebook.client.unlock({ kind: 'passphrase', text: 'river stone lantern 42' })).toEqual({
      result: 'open',
    });
    document.body.replaceChildren();
    root = await draw();
    await settle(() => root.textContent.includes('(begun)'));
    await press(buttonNamed(root, 'Mark as entered in error'));
    expect(field('type=text').value).toBe('');
    await press(buttonNamed(dialog() ?? document, 'Cancel'));
    await press(buttonNamed(root, 'Write an addendum (begun)'));
    await settle(() => area()?.value !== '');
    expect(area()?.value).toBe('Called a supporter at noon.');
    expect(field('type=text').value).toBe('Left out');
    expect(dialog()?.textContent).toContain('This is what you wrote before.');
    isRefused = false;
    await typeInto(field('type=password'), 'river');
    await press(buttonNamed(dialog() ?? document, 'Write an addendum'));
    await settle(() => dialog() === null);
    expect(await notebook.client.kept('amendment/note/g1/s1/ben/addendum')).toBeNull();
    await settle(() => !root.textContent.includes('(begun)'));
    expect(buttonNamed(root, 'Write an addendum').isConnected).toBe(true);
  });
});
