import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Group, Member } from '../../../src/protocol/api/groups.ts';
import type { NotesSession } from '../../../src/protocol/api/notes.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { setAbout } from '../../notebook/documents/noteAbout.ts';
import { sectionText, writeInSection } from '../../notebook/documents/noteDoc.ts';
import { buttonNamed } from '../../ui/testRender.tsx';
import type { Services } from '../app/services.ts';
import { drawPlace, typeInto } from '../fake/drawSession.tsx';
import { FAKE_NOTES_SESSION } from '../fake/fakeNotes.ts';
import { NotebookContext } from '../notebook/NotebookContext.ts';
import { openMemoryNotebook } from './memoryNotebook.ts';
import { NotesPage } from './NotesPage.tsx';
import { drawNote, notesServices, settle } from './notesKit.tsx';

let notebook: Awaited<ReturnType<typeof openMemoryNotebook>>;
beforeEach(async () => void (notebook = await openMemoryNotebook('lead')));
afterEach(() => notebook.close());

const GROUP: Group = {
  id: 'g1',
  name: 'Tuesday',
  template: 'IOP-180',
  meetingTimes: [],
  staffIds: [],
  memberCount: 1,
};
const ANA: Member = {
  id: 'ana',
  displayName: 'Ana R.',
  language: 'en',
  otherNames: [],
  link: { state: 'none' },
};

type Pages = Services['api']['notesSessions'];
const onePage: Pages = () => Promise.resolve({ sessions: [FAKE_NOTES_SESSION], olderBefore: null });
const drawList = (notesSessions = onePage) =>
  drawPlace(
    <NotebookContext value={{ at: 'open', client: notebook.client }}>
      <NotesPage />
    </NotebookContext>,
    notesServices({ notesSessions }),
  );
/** A session of longer ago, in which everything is signed, or one note is not. */
function olderSession(sessionId: string, groupName: string, isDone: boolean): NotesSession {
  const notes = FAKE_NOTES_SESSION.notes.map((note, at): NotesSession['notes'][number] => ({
    ...note,
    docId: note.docId.replace('/s1/', `/${sessionId}/`),
    stage: isDone || at > 0 ? { stage: 'signed', at: 1 } : { stage: 'draft' },
  }));
  return { ...FAKE_NOTES_SESSION, sessionId, groupName, notes };
}
/** Three pages, in the middle of which nothing has started. */
const threePages: Pages = async (before) => {
  if (before === undefined) return { sessions: [FAKE_NOTES_SESSION], olderBefore: 30 };
  if (before === 30) return { sessions: [], olderBefore: 20 };
  return {
    sessions: [olderSession('late', 'Morning', false), olderSession('done', 'Weekend', true)],
    olderBefore: null,
  };
};
const search = async (root: HTMLElement, words: string): Promise<void> => {
  await settle(() => root.querySelector('input') !== null);
  const field = root.querySelector('input');
  if (field) await typeInto(field, words);
};

describe('the notes place', () => {
  it('WR10 lists sessions with what is signed and what is late', async () => {
    const root = await drawList();
    await settle(() => root.textContent.includes('signed'));
    expect(root.textContent).toContain('0 of 7 signed');
    expect(root.textContent).toContain('Late since Friday, November 27');
  });

  it('WR19 has older sessions with something to sign at once, and the others when they are asked for', async () => {
    const root = await drawList(threePages);
    const names = () => [...root.querySelectorAll('li h2')].map(({ textContent }) => textContent);
    await settle(() => names().length === 2);
    expect(names()).toEqual([FAKE_NOTES_SESSION.groupName, 'Morning']);
    await act(async () => buttonNamed(root, 'Older sessions').click());
    expect(names()).toEqual([FAKE_NOTES_SESSION.groupName, 'Morning', 'Weekend']);
    expect([...root.querySelectorAll('button')].map(({ textContent }) => textContent)).not.toContain(
      'Older sessions',
    );
  });

  it('WR19 says where older sessions have not been read', async () => {
    const root = await drawList(async (before) => {
      if (before === undefined) return threePages();
      throw new CirclewellError('unavailable', 'no hub');
    });
    await settle(() => root.textContent.includes('once the hub has told them'));
    expect(root.textContent).toContain('Older sessions appear here once the hub has told them.');
  });

  it('WR60 finds notes of older sessions by group, and drafts that were handed over by that', async () => {
    const ana = await notebook.client.openDoc('note/g1/late/group');
    await act(async () => {
      setAbout(ana.doc, 'handOver', { handedBy: 'taker', signerId: 'lead', at: 5, after: null });
    });
    await ana.settled();
    const root = await drawList(threePages);
    await search(root, 'weekend signed');
    await settle(() => root.querySelector('search li') !== null);
    expect(root.querySelector('search li')?.textContent).toContain('Weekend');
    await search(root, 'handed over');
    await settle(() => root.querySelector('search li')?.textContent.includes('Morning') === true);
    expect(root.querySelector('search [role=status]')?.textContent).toBe('1 note found');
    expect(root.querySelector('search li')?.textContent).toContain('Handed over');
  });

  it('WR60 WR61 finds a note by its text with no hub, and no process note', async () => {
    const note = await notebook.client.openDoc('note/g1/s1/ana');
    writeInSection(note.doc, 'plan', { from: 0, to: 0, insert: 'Call a supporter by Friday.' }, 'lead');
    const own = await notebook.client.openDoc('process/lead/s1/own');
    writeInSection(own.doc, 'narrative', { from: 0, to: 0, insert: 'The supporter worries me.' }, 'lead');
    await Promise.all([note.settled(), own.settled()]);
    const root = await drawList();
    await search(root, 'SUPPÓRT');
    await settle(() => root.querySelector('search li') !== null);
    expect(root.querySelector('search [role=status]')?.textContent).toBe('1 note found');
    expect(root.querySelector('search li')?.textContent).toContain('Call a supporter by Friday.');
  });

  it('WR60 finds a note by an addendum of a chain that lies here, also one that was kept since', async () => {
    const note = await notebook.client.openDoc('note/g1/s1/ana');
    writeInSection(note.doc, 'plan', { from: 0, to: 0, insert: 'Call a supporter.' }, 'lead');
    await note.settled();
    const root = await drawList();
    await search(root, 'lantern');
    await settle(() => root.querySelector('search [role=status]')?.textContent === 'No note found');
    const content = { type: 'addendum', reason: 'Left out', text: 'Spoke of a lantern.' };
    const chain = JSON.stringify({ records: [{ content }], returnedWith: {}, access: 'team' });
    for (const subject of ['ana', 'ben'])
      await notebook.client.keep(`/api/notes/records/g1/s1/${subject}`, chain);
    await search(root, 'lanterns');
    await search(root, 'lantern');
    await settle(() => root.querySelector('search li') !== null);
    const found = root.querySelectorAll('search li');
    expect(found).toHaveLength(1);
    expect(found[0]?.textContent).toContain('Spoke of a lantern.');
    expect(found[0]?.querySelector('a')?.getAttribute('href')).toBe('/notes/s1?note=ana');
  });

  it('WR62 knows the name of a member who is off the roster since', async () => {
    const draw = (members: readonly Member[]) =>
      drawPlace(
        <NotebookContext value={{ at: 'open', client: notebook.client }}>
          <NotesPage />
        </NotebookContext>,
        notesServices({
          notesSessions: onePage,
          group: async () => ({ group: GROUP, members: [...members] }),
        }),
      );
    const note = await notebook.client.openDoc('note/g1/s1/ana');
    await act(async () =>
      writeInSection(note.doc, 'narrative', { from: 0, to: 0, insert: 'Came late.' }, 'lead'),
    );
    await note.settled();
    await draw([ANA, { ...ANA, id: 'ben', displayName: 'Ben T.' }]);
    const kept = () => act(async () => (await notebook.client.kept('memberNames'))?.text);
    for (let turn = 0; turn < 500 && (await kept()) === undefined; turn++);
    expect(await kept()).toBe('{"ana":"Ana R."}');
    const root = await draw([]);
    await search(root, 'ana');
    await settle(() => root.querySelector('search li') !== null);
    expect(root.querySelector('search li')?.textContent).toContain('Ana R.');
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
