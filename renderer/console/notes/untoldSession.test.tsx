import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { writeInSection } from '../../notebook/documents/noteDoc.ts';
import { FAKE_NOTES_SESSION, FAKE_SESSION_NOTES } from '../fake/fakeNotes.ts';
import { drawPlace } from '../fake/drawSession.tsx';
import { NotebookContext } from '../notebook/NotebookContext.ts';
import { openMemoryNotebook } from './memoryNotebook.ts';
import { drawNote, notesServices, settle } from './notesKit.tsx';
import { SessionNotesPage } from './SessionNotesPage.tsx';

let notebook: Awaited<ReturnType<typeof openMemoryNotebook>>;
beforeEach(async () => void (notebook = await openMemoryNotebook('lead')));
afterEach(() => notebook.close());

const noHub = () => Promise.reject(new CirclewellError('unavailable', 'no hub'));
async function writeAna(text: string): Promise<void> {
  const ana = await notebook.client.openDoc('note/g1/s1/ana');
  writeInSection(ana.doc, 'plan', { from: 0, to: 0, insert: text }, 'lead');
  writeInSection(ana.doc, 'behavior', { from: 0, to: 0, insert: 'Spoke late.' }, 'lead');
  const other = await notebook.client.openDoc('note/g1/s2/ben');
  writeInSection(other.doc, 'plan', { from: 0, to: 0, insert: 'Of another session.' }, 'lead');
  await Promise.all([ana.settled(), other.settled()]);
}

describe('WR26 notes of which the hub has told nothing, while it does not answer', () => {
  it('are read as they lie on this workstation, those of the session alone, with what to do', async () => {
    await writeAna('Call a supporter by Friday.');
    const root = await drawPlace(
      <NotebookContext value={{ at: 'open', client: notebook.client }}>
        <SessionNotesPage sessionId="s1" subject={null} onSubject={() => undefined} />
      </NotebookContext>,
      notesServices({ sessionNotes: noHub, group: noHub }),
    );
    await settle(() => root.textContent.includes('Call a supporter'));
    expect(root.textContent).toContain('The notes of this session need the hub once');
    expect(root.textContent).toContain('Call a supporter by Friday.');
    expect(root.textContent).toMatch(/Spoke late\..*Call a supporter/s);
    expect(root.textContent).not.toContain('Of another session.');
    expect(root.querySelector('[role=alert]')).toBeNull();
  });

  it('are read as text where they are signed and the chain was not read', async () => {
    await writeAna('Call a supporter by Friday.');
    const notes = FAKE_NOTES_SESSION.notes.map((note) =>
      note.memberId === 'ana' ? { ...note, stage: { stage: 'signed' as const, at: 1 } } : note,
    );
    const { root } = await drawNote(notebook.client, 'ana', {
      reply: { ...FAKE_SESSION_NOTES, notes },
      api: { noteRecords: noHub },
    });
    await settle(() => root.textContent.includes('needs the hub once'));
    expect(root.textContent).toContain('The signed note needs the hub once');
    expect(root.textContent).toContain('Call a supporter by Friday.');
    expect(root.querySelector('[role=alert]')).toBeNull();
  });
});
