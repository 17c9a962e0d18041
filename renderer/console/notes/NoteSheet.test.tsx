import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { signHand } from '../../notebook/documents/hands.ts';
import {
  chooseRisk,
  putGoal,
  readGoals,
  takeGoals,
  writeRiskReason,
} from '../../notebook/documents/noteElements.ts';
import { fieldsApart } from '../../notebook/documents/wholeValues.ts';
import { NoteHistory } from '../../notebook/documents/NoteHistory.ts';
import { readLocation, setAbout } from '../../notebook/documents/noteAbout.ts';
import { putMark } from '../../notebook/documents/marksDoc.ts';
import { riskReason, sectionText, writeInSection } from '../../notebook/documents/noteDoc.ts';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import { FAKE_SESSION_NOTES } from '../fake/fakeNotes.ts';
import { openMemoryNotebook } from './memoryNotebook.ts';
import { drawNote, settle } from './notesKit.tsx';

let notebook: Awaited<ReturnType<typeof openMemoryNotebook>>;
beforeEach(async () => void (notebook = await openMemoryNotebook('lead')));
afterEach(() => notebook.close());

const open = async (subject: string) => (await notebook.client.openDoc(`note/g1/s1/${subject}`)).doc;
const boxes = () => [...document.querySelectorAll<HTMLElement>('[role=textbox]')];
const boxOf = (section: string) => {
  const box = boxes().find((one) => one.getAttribute('aria-labelledby') === `heading-${section}`);
  if (!box) throw new Error(`no box for ${section}`);
  return box;
};
const keyOn = (target: EventTarget, init: KeyboardEventInit) =>
  act(
    async () =>
      void target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })),
  );

describe('a note on the screen', () => {
  it('WR11 WR12 WR20 shows the notes in their order, and an editor for each section with its prompts', async () => {
    const { root, shown } = await drawNote(notebook.client, 'ana');
    const names = [...root.querySelectorAll('nav li')].map((line) => line.textContent);
    expect(names[0]).toContain('Group part');
    expect(names[1]).toBe('Ana R.1 of 6');
    expect(boxes().map((box) => box.getAttribute('aria-labelledby'))).toEqual([
      'heading-behavior',
      'heading-intervention',
      'heading-response',
      'heading-plan',
    ]);
    expect(document.getElementById('prompts-plan')?.textContent).toContain('Who is called first?');
    expect(boxOf('plan').getAttribute('spellcheck')).toBe('true');
    await press(buttonNamed(root, 'Next'));
    await keyOn(document.body, { key: 'Enter', ctrlKey: true, shiftKey: true });
    await keyOn(boxOf('plan'), { key: 'Enter', ctrlKey: true });
    expect(shown).toEqual(['ben', 'group', 'ben']);
  });

  it('WR13 says what is known of the member', async () => {
    const { root } = await drawNote(notebook.client, 'ben');
    const facts = root.querySelector('article > p')?.textContent;
    expect(facts).toContain('9:01 AM to 12:15 PM');
    expect(facts).toContain('2 hours 59 minutes of treatment');
    expect(facts).toContain('6 participants');
    expect(facts).toContain('Maria L., Noor K.');
  });

  it('WR23 shows what comes from another device', async () => {
    await drawNote(notebook.client, 'ana');
    const doc = await open('ana');
    await act(async () => writeInSection(doc, 'plan', { from: 0, to: 0, insert: 'Urge log.\nCall.' }, 'co'));
    expect(boxOf('plan').textContent).toBe('Urge log.\nCall.');
    await act(async () => writeInSection(doc, 'plan', { from: 0, to: 4, insert: '' }, 'co'));
    expect(boxOf('plan').textContent).toBe(' log.\nCall.');
  });

  it('WR30 WR31 puts marks and ratings in, and settles them by keyboard; undo brings one back', async () => {
    const marks = await notebook.client.openDoc('marks/g1/s1/all');
    putMark(marks.doc, {
      id: 'm1',
      sessionId: 's1',
      memberId: 'ana',
      tag: { kind: 'shipped', tag: 'insight' },
      at: 1_795_543_200_000,
      roomId: 'main',
      block: null,
      text: 'the pause is the skill',
      authorId: 'co',
      undoneAt: null,
    });
    await drawNote(notebook.client, 'ana');
    const doc = await open('ana');
    const response = () => sectionText(doc, 'response').toJSON();
    expect(sectionText(doc, 'behavior').toJSON()).toBe('⟦Rated craving 6/10 at check-in.⟧\n');
    expect(response()).toBe(
      '⟦Voiced an insight: the pause is the skill⟧\n⟦Rated craving 3/10 at check-out.⟧\n',
    );
    expect(boxOf('response').querySelectorAll('.suggestion').length).toBe(2);
    await keyOn(document.body, { code: 'KeyJ', altKey: true, key: 'j' });
    expect(document.activeElement).toBe(boxOf('behavior'));
    await keyOn(boxOf('behavior'), { key: 'Enter', altKey: true });
    expect(sectionText(doc, 'behavior').toJSON()).toBe('Rated craving 6/10 at check-in.\n');
    await keyOn(document.body, { code: 'KeyJ', altKey: true, key: 'j' });
    await keyOn(boxOf('response'), { key: 'Backspace', altKey: true });
    expect(response()).toBe('⟦Rated craving 3/10 at check-out.⟧\n');
    await keyOn(boxOf('response'), { key: 'z', ctrlKey: true });
    expect(response()).toContain('the pause is the skill');
  });

  it('WR7 NB53 what was written just before a lock can be undone after it', async () => {
    await drawNote(notebook.client, 'ana');
    await keyOn(boxOf('plan'), { key: 'Enter' });
    expect(sectionText(await open('ana'), 'plan').toJSON()).toBe('\n');
    await act(async () => void (await notebook.client.lock()));
    await notebook.client.unlock({ kind: 'passphrase', text: 'river stone lantern 42' });
    const doc = await open('ana');
    const steps = new NoteHistory({
      doc,
      by: 'lead',
      newId: () => crypto.randomUUID(),
      after: () => () => undefined,
    });
    expect(steps.undo()).toEqual({ section: 'plan', range: { from: 0, to: 0 } });
    expect(sectionText(doc, 'plan').toJSON()).toBe('');
  });

  it('WR80 leads to the sections in which something is missing, and passes by those that may stay empty', async () => {
    await drawNote(notebook.client, 'ben');
    const doc = await open('ben');
    const onward = () => keyOn(document.body, { code: 'KeyM', altKey: true, key: 'm' });
    // What the interventions were may stay with the group's note.
    for (const section of ['behavior', 'response', 'plan', 'behavior', 'response']) {
      await onward();
      expect(document.activeElement).toBe(boxOf(section));
    }
    const words = 'Named two triggers and said what could be done about each.';
    await act(async () => writeInSection(doc, 'response', { from: 0, to: 0, insert: words }, 'co'));
    await onward();
    expect(document.activeElement).toBe(boxOf('plan'));
    await onward();
    expect(document.activeElement).toBe(boxOf('behavior'));
  });

  it('WR20 shows the prompts where a section is empty, and not behind a text that ends in a break', async () => {
    await drawNote(notebook.client, 'ben');
    const doc = await open('ben');
    const isEmpty = () => boxOf('plan').hasAttribute('data-empty');
    expect(isEmpty()).toBe(true);
    await act(async () => writeInSection(doc, 'plan', { from: 0, to: 0, insert: 'Call a friend.\n' }, 'co'));
    expect(isEmpty()).toBe(false);
    await act(async () => writeInSection(doc, 'plan', { from: 0, to: 15, insert: '' }, 'co'));
    expect(isEmpty()).toBe(true);
  });

  it('WR21 puts a snippet in for its name and Tab', async () => {
    await drawNote(notebook.client, 'ben');
    const doc = await open('ben');
    await act(async () => writeInSection(doc, 'plan', { from: 0, to: 0, insert: 'Safe. /norisk' }, 'co'));
    boxOf('plan').focus();
    await keyOn(document.body, { key: 'ArrowUp', altKey: true });
    await keyOn(document.body, { key: 'ArrowDown', altKey: true });
    await keyOn(boxOf('plan'), { key: 'Tab' });
    expect(sectionText(doc, 'plan').toJSON()).toMatch(/^Safe\. Denied thoughts of suicide/);
  });

  it('WR40 WR41 finds another’s name, and puts other words in its place', async () => {
    const { root } = await drawNote(notebook.client, 'ben');
    const doc = await open('ben');
    await act(async () =>
      writeInSection(doc, 'response', { from: 0, to: 0, insert: 'Was moved by Ana.' }, 'co'),
    );
    await settle(() => root.querySelector('aside')?.textContent.includes('names somebody else') ?? false);
    expect(root.querySelector('aside')?.textContent).toContain('Must be mended');
    await press(buttonNamed(root, 'Put “a peer”'));
    expect(sectionText(doc, 'response').toJSON()).toBe('Was moved by a peer.');
  });

  it('WR40 leads to a field beside the text, says what to do there, and puts other words into it', async () => {
    const { root } = await drawNote(notebook.client, 'ben');
    const doc = await open('ben');
    const lines = () => [...root.querySelectorAll<HTMLElement>('aside li')];
    const lineOf = (words: string) => {
      const line = lines().find(({ textContent }) => textContent.includes(words));
      if (!line) throw new Error(`no finding ${words}`);
      return line;
    };
    const go = async (words: string) => {
      await press(buttonNamed(lineOf(words), 'Go there'));
      return document.activeElement;
    };
    const goal = root.querySelector('article input[type=text]');
    expect(lineOf('No goal of').textContent).toContain('as the treatment plan words it');
    expect(await go('No goal of')).toBe(goal);
    expect(lineOf('Risk is not chosen').textContent).toContain('Choose it beside the text.');
    expect((await go('Risk is not chosen'))?.closest('[data-field]')?.getAttribute('data-field')).toBe(
      'elements/riskLevel',
    );
    expect(
      (await go('How the member took part'))?.closest('[data-field="elements/participation"]'),
    ).not.toBeNull();
    const checkbox = await go('No intervention is chosen');
    expect(checkbox?.closest('details')?.open).toBe(true);
    await act(async () => {
      putGoal(doc, '1', '  ');
      putGoal(doc, '2', 'Speak with Ana');
      chooseRisk(doc, 'none_indicated');
      writeRiskReason(doc, 'Ana was worried.');
    });
    await settle(() => lines().some(({ textContent }) => textContent.includes('“Ana”')));
    expect(
      (await go('The progress on a goal'))?.closest('[data-field="elements/progress/2"]'),
    ).not.toBeNull();
    const inGoal = lineOf('Goal 1');
    await press(buttonNamed(inGoal, 'Go there'));
    const focused = document.activeElement;
    if (!(focused instanceof HTMLInputElement)) throw new Error('no field has the focus');
    expect(focused.value.slice(focused.selectionStart ?? 0, focused.selectionEnd ?? 0)).toBe('Ana');
    await press(buttonNamed(inGoal, 'Put “a peer”'));
    expect(readGoals(doc)[1]?.text).toBe('Speak with a peer');
    await press(buttonNamed(lineOf('Words about the risk'), 'Put “a peer”'));
    expect(riskReason(doc).toJSON()).toBe('a peer was worried.');
    await settle(() => !lines().some(({ textContent }) => textContent.includes('“Ana”')));
  });

  it('WR8 says that two people changed a sentence apart, until somebody has looked', async () => {
    const doc = await open('ben');
    writeInSection(doc, 'plan', { from: 0, to: 0, insert: 'Call a friend.' }, 'lead');
    const away = new Y.Doc();
    Y.applyUpdate(away, Y.encodeStateAsUpdate(doc));
    const penOf = (of: Y.Doc, by: string) =>
      new NoteHistory({ doc: of, by, newId: () => by, after: () => () => undefined });
    penOf(doc, 'lead').writeAlone('plan', { from: 7, to: 13, insert: 'supporter' });
    penOf(away, 'co').writeAlone('plan', { from: 13, to: 13, insert: ' at noon' });
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(away));
    const { root } = await drawNote(notebook.client, 'ben');
    expect(root.querySelector('nav')?.textContent).toContain('two versions');
    expect(root.textContent).toContain('Noor K.: Call a friend at noon.');
    expect(root.textContent).toContain('Maria L.: Call a supporter.');
    await press(buttonNamed(root, 'I have looked at it'));
    expect(root.textContent).not.toContain('Two versions of one sentence');
  });

  it('WR6 shows text under the name it was written under, to be written on, checked and signed where it stands', async () => {
    const { root } = await drawNote(notebook.client, 'ben');
    const doc = await open('ben');
    await act(async () => {
      writeInSection(doc, 'response', { from: 0, to: 0, insert: 'Was moved by Ana.' }, 'co');
      setAbout(doc, 'format', 'SOAP');
    });
    await settle(() => root.textContent.includes('Written under: Response'));
    const order = boxes().map((box) => box.getAttribute('aria-labelledby')?.replace('heading-', ''));
    expect(order).toEqual(['subjective', 'objective', 'assessment', 'response', 'plan']);
    expect(boxOf('response').textContent).toBe('Was moved by Ana.');
    await settle(() => root.querySelector('aside')?.textContent.includes('names somebody else') ?? false);
    await press(buttonNamed(root, 'Put “a peer”'));
    expect(sectionText(doc, 'response').toJSON()).toBe('Was moved by a peer.');
    // One that is emptied does not go from under the cursor.
    await act(async () => writeInSection(doc, 'response', { from: 0, to: 20, insert: '' }, 'lead'));
    await settle(() => boxOf('response').textContent === '');
    expect(boxes()).toHaveLength(5);
    await act(async () => setAbout(doc, 'format', 'BIRP'));
    await settle(() => boxes().length === 4);
    expect(root.textContent).not.toContain('Written under');
  });

  it('WR16 WR17 says beside a field what another chose apart, until one of the two is taken, and hinders signing so long', async () => {
    const doc = await open('ben');
    const away = new Y.Doc();
    const unsign = signHand(away, 'co');
    chooseRisk(away, 'high');
    unsign();
    const { root } = await drawNote(notebook.client, 'ben');
    await act(async () => {
      chooseRisk(doc, 'low');
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(away));
    });
    const [holds, other] =
      doc.getMap('elements').get('riskLevel') === 'low'
        ? ['Low risk', 'High risk']
        : ['High risk', 'Low risk'];
    const note = () => root.querySelector('article [role=note]');
    expect(note()?.textContent).toContain(
      `Also chosen: ${other}, by ${other === 'High risk' ? 'Noor K.' : 'Maria L.'}`,
    );
    expect(root.querySelector('nav')?.textContent).toContain('two versions');
    await press(buttonNamed(root, 'Sign'));
    expect(document.querySelector('[role=dialog]')?.textContent).toContain(
      'Two different choices must be looked at first',
    );
    await press(buttonNamed(document, 'Cancel'));
    expect(buttonNamed(root, `Keep “${holds}”`).isConnected).toBe(true);
    await press(buttonNamed(root, `Take “${other}”`));
    expect(note()).toBeNull();
    expect(doc.getMap('elements').get('riskLevel')).toBe(other === 'High risk' ? 'high' : 'low');
    expect(root.querySelector('nav')?.textContent).not.toContain('two versions');
  });

  it('WR18 takes the goals of the last note over by one key, once, and says where they cannot be read', async () => {
    const { root } = await drawNote(notebook.client, 'cora');
    const doc = await open('cora');
    await settle(() => root.textContent.includes('From the last note'));
    expect(root.textContent).toContain('From the last note: Manage cravings without using · Sleep through');
    await keyOn(boxOf('plan'), { code: 'KeyG', key: '©', altKey: true });
    const goals = [...root.querySelectorAll<HTMLInputElement>('article input[type=text]')].slice(0, 2);
    expect(goals.map(({ value }) => value)).toEqual(['Manage cravings without using', 'Sleep through']);
    expect(document.activeElement).toBe(goals[0]);
    expect(root.textContent).not.toContain('From the last note');
    // Taken over on another workstation as well.
    const away = new Y.Doc();
    takeGoals(away, ['Manage cravings without using', 'Sleep through']);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(away));
    expect(readGoals(doc)).toHaveLength(2);
    expect(fieldsApart(doc)).toEqual([]);
    const other = await drawNote(notebook.client, 'dev');
    await settle(() => other.root.textContent.includes('The goals'));
    expect(other.root.textContent).toContain('The goals of the last note cannot be read');
  });

  it('WR43 NO40 says that a response repeats the last note, below what hinders signing, and leads to that note', async () => {
    const { root } = await drawNote(notebook.client, 'cora');
    const doc = await open('cora');
    const words = 'Said the practice helped; named two early signs and one person to call, again.';
    await act(async () => writeInSection(doc, 'response', { from: 0, to: 0, insert: words }, 'lead'));
    const panel = () => root.querySelector('[aria-labelledby=findings]');
    await settle(() => panel()?.textContent.includes('last note') === true);
    const lines = [...(panel()?.querySelectorAll('li') ?? [])];
    const at = lines.findIndex(({ textContent }) => textContent.includes('last note'));
    expect(lines[at]?.textContent).toContain('Look at it');
    expect(lines[at]?.querySelector('a')?.getAttribute('href')).toBe('/notes/s0?note=cora');
    const isBlocking = lines.map(({ textContent }) => textContent.startsWith('Must be mended'));
    expect(isBlocking.indexOf(false)).toBe(isBlocking.lastIndexOf(true) + 1);
  });

  it('WR27 offers the texts of the section first while a name is typed, and puts in what is taken', async () => {
    const text = (words: string) => ({ en: words, es: words });
    const snippets = [
      { id: 'a', name: 'alone', text: text('Other words.'), section: null },
      { id: 'b', name: 'also', text: text('Plans words.'), section: 'plan' as const },
      { id: 'c', name: 'norisk', text: text('None.'), section: 'plan' as const },
    ];
    const reply = { ...FAKE_SESSION_NOTES, settings: { ...FAKE_SESSION_NOTES.settings, snippets } };
    const { root } = await drawNote(notebook.client, 'ana', { reply });
    const doc = await open('ana');
    await settle(() => boxes().length === 4);
    const section = boxOf('plan').closest('section');
    const offered = () =>
      [...(section?.querySelectorAll('[aria-label="Texts of your practice"] button') ?? [])].map(
        ({ textContent }) => textContent,
      );
    await act(async () => writeInSection(doc, 'plan', { from: 0, to: 0, insert: '/al' }, 'lead'));
    await act(async () => boxOf('plan').focus());
    await keyOn(document.body, { key: 'ArrowUp', altKey: true });
    await keyOn(document.body, { key: 'ArrowDown', altKey: true });
    await settle(() => offered().length > 0);
    expect(offered()).toEqual(['also', 'alone']);
    await press(buttonNamed(root, 'also'));
    expect(sectionText(doc, 'plan').toJSON()).toBe('Plans words.');
    expect(offered()).toEqual([]);
  });

  it('WR28 offers the place and the kind of group of the last note, and takes them only when told', async () => {
    const { root } = await drawNote(notebook.client, 'cora');
    const doc = await open('cora');
    await settle(() => root.textContent.includes('Fresno'));
    expect(readLocation(doc)).toBeNull();
    const offer = [...root.querySelectorAll('article div')].findLast(({ textContent }) =>
      textContent.startsWith('Where the member was, from the last note: '),
    );
    await press(offer?.querySelector('button') ?? buttonNamed(root, 'none'));
    expect(readLocation(doc)).toEqual({ type: 'home', cityAndState: 'Fresno, CA' });
    expect(root.textContent).not.toContain('Where the member was, from the last note');
    const group = await drawNote(notebook.client, 'group');
    const groupDoc = await open('group');
    await settle(() => group.root.textContent.includes('from the last note'));
    expect(groupDoc.getMap('about').get('modality')).toBeUndefined();
  });
});
