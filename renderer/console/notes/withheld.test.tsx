import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NoteOnHub, SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import { buttonNamed, press, typeInto } from '../../ui/testRender.tsx';
import { FAKE_NOTES_SESSION, FAKE_SESSION_NOTES } from '../fake/fakeNotes.ts';
import { LEAD } from '../fake/fakePeople.ts';
import { openMemoryNotebook } from './memoryNotebook.ts';
import { notesProgress } from './model/notesProgress.ts';
import { drawNote, settle } from './notesKit.tsx';

const ROSA = { ...LEAD, id: 'rosa', role: 'supervisor' } as const;
let notebook: Awaited<ReturnType<typeof openMemoryNotebook>>;
beforeEach(async () => {
  notebook = await openMemoryNotebook('rosa');
});
afterEach(() => notebook.close());

const asSeen = (
  access: NoteOnHub['access'],
  stage: NoteOnHub['stage'] = { stage: 'draft' },
): SessionNotesReply => ({
  ...FAKE_SESSION_NOTES,
  isOfTeam: false,
  notes: FAKE_NOTES_SESSION.notes.map((note) =>
    note.memberId === 'ben' ? { ...note, access, stage } : note,
  ),
});
const draw = (access: NoteOnHub['access'], stage?: NoteOnHub['stage'], api = {}) =>
  drawNote(notebook.client, 'ben', { reply: asSeen(access, stage), who: ROSA, api });

describe('SG89 a note that is withheld', () => {
  it('says why and what can be done, asks for nothing, and gives nothing away in the list', async () => {
    const noteRecords = vi.fn();
    const { root } = await draw('withheld', undefined, { noteRecords });
    const place = root.querySelector('[data-testid=withheld]');
    expect(place?.textContent).toContain('You are not on this group’s team');
    expect(place?.textContent).toContain('have yourself added to its team');
    expect(noteRecords).not.toHaveBeenCalled();
    const line = [...root.querySelectorAll('nav button')].find(({ textContent }) =>
      textContent.startsWith('Ben'),
    );
    expect(line?.textContent).toMatch(/withheld$/);
  });

  it('is opened in an emergency, with a reason', async () => {
    const openEmergency = vi.fn(async () => ({ access: { id: 'e1' } }));
    const sessionNotes = vi.fn(async () => asSeen('withheld'));
    const unseenGroups = async () => ({ groups: [] });
    const { root } = await draw('withheld', undefined, { openEmergency, sessionNotes, unseenGroups });
    await press(buttonNamed(root, 'Emergency access…'));
    const asked = sessionNotes.mock.calls.length;
    const reason = document.querySelector<HTMLTextAreaElement>('[role=dialog] textarea');
    if (!reason) throw new Error('no field for the reason');
    await act(async () => typeInto(reason, 'The member did not answer at all.'));
    await press(buttonNamed(document, 'Open the notes'));
    await settle(() => sessionNotes.mock.calls.length > asked);
    expect(openEmergency).toHaveBeenCalledWith({
      groupId: FAKE_SESSION_NOTES.groupId,
      reason: 'The member did not answer at all.',
    });
  });

  it('SG87 read in an emergency, says so above it', async () => {
    const noteRecords = async () => ({ records: [], returnedWith: {}, access: 'emergency' as const });
    const { root } = await draw('emergency', { stage: 'signed', at: 1 }, { noteRecords });
    expect(root.textContent).toContain('Opened in an emergency');
    const other = await draw('consent', { stage: 'signed', at: 1 }, { noteRecords });
    expect(other.root.textContent).not.toContain('Opened in an emergency');
  });

  it('SG88 a draft is the team’s: who is not of it is told so', async () => {
    const noteRecords = async () => ({ records: [], returnedWith: {}, access: 'consent' as const });
    const { root } = await draw('consent', { stage: 'draft' }, { noteRecords });
    expect(root.textContent).toContain('Drafts are read by the group’s team alone.');
  });

  it('SG85 counts as none in how far the notes are', () => {
    const { notes } = asSeen('withheld');
    expect(notesProgress({ notes })).toMatchObject({ total: notes.length - 1, withheld: 1, signed: 0 });
  });
});
