import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sectionText, writeInSection } from '../../notebook/documents/noteDoc.ts';
import { buttonNamed } from '../../ui/testRender.tsx';
import { drawPlace, typeInto } from '../fake/drawSession.tsx';
import { FAKE_NOTES_SESSION } from '../fake/fakeNotes.ts';
import { NotebookContext } from '../notebook/NotebookContext.ts';
import { openMemoryNotebook } from './memoryNotebook.ts';
import { NotesPage } from './NotesPage.tsx';
import { drawNote, notesServices, settle } from './notesKit.tsx';

let notebook: Awaited<ReturnType<typeof openMemoryNotebook>>;
beforeEach(async () => void (notebook = await openMemoryNotebook('lead')));
afterEach(() => notebook.close());

const drawList = () =>
  drawPlace(
    <NotebookContext value={{ at: 'open', client: notebook.client }}>
      <NotesPage />
    </NotebookContext>,
    notesServices({
      notesSessions: () => Promise.resolve({ sessions: [FAKE_NOTES_SESSION], olderBefore: null }),
    }),
  );

describe('the notes place', () => {
  it('WR10 lists sessions with what is signed and what is late', async () => {
    const root = await drawList();
    await settle(() => root.textContent.includes('signed'));
    expect(root.textContent).toContain('0 of 7 signed');
    expect(root.textContent).toContain('Late since Friday, November 27');
  });

  it('WR60 WR61 finds a note by its text with no hub, and no process note', async () => {
    const note = await notebook.client.openDoc('note/g1/s1/ana');
    writeInSection(note.doc, 'plan', { from: 0, to: 0, insert: 'Call a supporter by Friday.' }, 'lead');
    const own = await notebook.client.openDoc('process/lead/s1/own');
    writeInSection(own.doc, 'narrative', { from: 0, to: 0, insert: 'The supporter worries me.' }, 'lead');
    await Promise.all([note.settled(), own.settled()]);
    const root = await drawList();
    await settle(() => root.querySelector('input') !== null);
    const field = root.querySelector('input');
    if (field) await typeInto(field, 'SUPPÓRT');
    await settle(() => root.querySelector('search li') !== null);
    expect(root.querySelector('search [role=status]')?.textContent).toBe('1 note found');
    expect(root.querySelector('search li')?.textContent).toContain('Call a supporter by Friday.');
  });

  it('WR70 keeps a process note beside the flow, and says who can read it', async () => {
    const { root } = await drawNote(notebook.client, 'ana');
    const pad = root.querySelector('[aria-label="Process note"]');
    await act(async () => pad?.querySelector('input')?.click());
    await settle(() => pad?.querySelector('[role=textbox]') !== null);
    expect(pad?.textContent).toContain('Only you can read this.');
    const own = await notebook.client.openDoc('process/lead/s1/own');
    await act(async () => writeInSection(own.doc, 'narrative', { from: 0, to: 0, insert: 'Mine.' }, 'lead'));
    expect(pad?.querySelector('[role=textbox]')?.textContent).toBe('Mine.');
    expect(sectionText((await notebook.client.openDoc('note/g1/s1/ana')).doc, 'narrative').length).toBe(0);
    expect(buttonNamed(root, 'Next').disabled).toBe(false);
  });
});
