import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { putMark, readMarks } from '../../../notebook/documents/marksDoc.ts';
import type { MarkingView } from './markingView.ts';
import { createMarksModel } from './marksModel.ts';
import type { MarkDraft } from './palette.ts';
import { timelineOf } from './timeline.ts';

const VIEW: MarkingView = {
  groupId: 'g1',
  sessionId: 's1',
  selfId: 'lead',
  people: [{ id: 'ana', name: 'Ana R.', roomId: 'main' }],
  block: null,
  names: {},
  roomNames: {},
  parts: [],
};
const DRAFT: MarkDraft = {
  sessionId: 's1',
  memberId: 'ana',
  tag: { kind: 'shipped', tag: 'insight' },
  at: 5,
  roomId: 'main',
  block: null,
  text: '',
};

function make(selfId = 'lead') {
  let now = 10;
  let ids = 0;
  const model = createMarksModel({
    read: () => ({ ...VIEW, selfId }),
    now: () => (now += 1),
    newId: () => `${selfId}${(ids += 1)}`,
    held: new Map(),
  });
  const mark = (over: Partial<MarkDraft> = {}) => {
    model.open();
    const made = model.take({ kind: 'made', draft: { ...DRAFT, ...over } });
    if (made === null) throw new Error('no mark');
    return made;
  };
  return { model, mark, view: () => model.store.getState() };
}

describe('MK21 without a notebook', () => {
  it('holds what is marked, and puts it into the document once that is open', () => {
    const { model, mark, view } = make();
    const first = mark();
    mark({ at: 6 });
    model.actionsOn(first.id).rewrite?.(' of her own accord ');
    expect(view()).toMatchObject({ heldCount: 2, palette: null });
    const doc = new Y.Doc();
    model.attach(doc);
    expect(readMarks(doc).map(({ id, text }) => [id, text])).toEqual([
      ['lead1', 'of her own accord'],
      ['lead2', ''],
    ]);
    expect(view()).toMatchObject({ heldCount: 0, marks: [{ id: 'lead1' }, { id: 'lead2' }] });
  });

  it('shows nothing of the document once it is closed, and holds again', () => {
    const { model, mark, view } = make();
    const doc = new Y.Doc();
    const close = model.attach(doc);
    mark();
    close();
    expect(view().marks).toEqual([]);
    mark();
    expect(readMarks(doc)).toHaveLength(1);
    expect(view()).toMatchObject({ heldCount: 1, marks: [{ id: 'lead2' }] });
  });
});

describe('MK9 what was left', () => {
  it('comes back with its words, its member and its time, until it is saved or discarded', () => {
    const { model, view } = make();
    model.open({ memberId: 'ana' });
    const begun = view().palette;
    if (begun === null) throw new Error('no palette');
    model.take({ kind: 'open', palette: { ...begun, text: 'about her sister' } });
    model.leave();
    model.open({ isAgain: true });
    expect(view().palette).toMatchObject({ text: '', stage: { at: 'who' } });
    model.leave();
    model.open();
    expect(view().palette).toEqual({ ...begun, text: 'about her sister' });
    model.discard();
    model.open();
    expect(view().palette).toMatchObject({ text: '', stage: { at: 'who' } });
  });
});

describe('MK11 taking back', () => {
  it('goes from the last to the one before, and puts back in the other order', () => {
    const { model, mark, view } = make();
    model.attach(new Y.Doc());
    mark();
    mark({ at: 6 });
    expect([model.undoLast()?.id, model.undoLast()?.id, model.undoLast()]).toEqual(['lead2', 'lead1', null]);
    expect(view().marks.every(({ undoneAt }) => undoneAt !== null)).toBe(true);
    expect([model.redoLast()?.id, model.redoLast()?.id, model.redoLast()]).toEqual(['lead1', 'lead2', null]);
  });

  it('leaves alone what others made, and what was made before', () => {
    const { model } = make();
    const doc = new Y.Doc();
    putMark(doc, { ...DRAFT, id: 'x', authorId: 'co', undoneAt: null });
    putMark(doc, { ...DRAFT, id: 'y', authorId: 'lead', undoneAt: null });
    model.attach(doc);
    expect(model.undoLast()).toBeNull();
  });
});

describe('MK31 one’s own and others’ marks', () => {
  it('shows what two make on their own documents once they meet, and lets each change their own alone', () => {
    const here = make('lead');
    const there = make('co');
    const [one, other] = [new Y.Doc(), new Y.Doc()];
    here.model.attach(one);
    there.model.attach(other);
    const mine = here.mark();
    const theirs = there.mark({ at: 7 });
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
    Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
    expect(here.view().marks).toEqual(there.view().marks);
    expect(here.model.actionsOn(mine.id).undo).toBeDefined();
    expect(here.model.actionsOn(theirs.id)).toEqual({ rewrite: undefined, undo: undefined, redo: undefined });
    there.model.actionsOn(theirs.id).undo?.();
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
    const seen = (marks: ReturnType<typeof here.view>['marks'], selfId: string) =>
      timelineOf(marks, selfId, null).flatMap((group) => group.marks.map(({ id }) => id));
    expect(seen(here.view().marks, 'lead')).toEqual(['lead1']);
    expect(seen(there.view().marks, 'co')).toEqual(['co1', 'lead1']);
  });
});

describe('MK30 the timeline', () => {
  it('has the newest first, under the parts they were made in, limited to a member where asked', () => {
    const mark = (id: string, at: number, index: number | null, memberId = 'ana') => ({
      ...DRAFT,
      id,
      at,
      memberId,
      authorId: 'co',
      undoneAt: null,
      block: index === null ? null : { index, kind: 'process' as const },
    });
    const marks = [mark('d', 4, 1), mark('a', 1, null), mark('c', 3, 1, 'ben'), mark('b', 2, 0)];
    const shape = (memberId: string | null) =>
      timelineOf(marks, 'lead', memberId).map((group) => [
        group.block?.index ?? null,
        group.marks.map(({ id }) => id).join(''),
      ]);
    expect(shape(null)).toEqual([
      [1, 'dc'],
      [0, 'b'],
      [null, 'a'],
    ]);
    expect(shape('ben')).toEqual([[1, 'c']]);
  });
});
