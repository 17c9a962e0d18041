import type * as Y from 'yjs';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Mark } from '../../../../src/protocol/notes/marks.ts';
import type { NoteSettings } from '../../../../src/protocol/notes/noteSettings.ts';
import { onMarks, putMark, readMarks } from '../../../notebook/documents/marksDoc.ts';
import type { MarkingView } from './markingView.ts';
import { openPalette, type MarkDraft, type Palette, type Step } from './palette.ts';
import { lastMade, type MarkActions } from './timeline.ts';

export type MarksView = {
  /** The palette on the screen; null while there is none. */
  readonly palette: Palette | null;
  /** All that is known: of the document, and held. */
  readonly marks: readonly Mark[];
  /** How many are held on the page until the notebook opens (MK21). */
  readonly heldCount: number;
  /** The tag of the last mark made on this screen (MK7). */
  readonly lastTag: Mark['tag'] | null;
  /** The program's own tags; none until they are known (MK4). */
  readonly ownTags: NoteSettings['tags'];
};

export type MarksDeps = {
  /** The session as last known; null before the first snapshot. */
  readonly read: () => MarkingView | null;
  /** The session clock. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Marks made or changed while there is no document, the last version of each. Outlives the model (MK21). */
  readonly held: Map<string, Mark>;
};

/** Marks of one session, outside React: the palette, the document where it is open, and what is held while it is not. */
export interface MarksModel {
  readonly store: StoreApi<MarksView>;
  /** Opens the palette, on a member where one is given. What was left unfinished of them, or of anybody, comes back (MK9). */
  open(wish?: { readonly memberId?: string; readonly isAgain?: boolean }): void;
  /** The palette has gone on, or the mark is made; then it is given back. */
  take(step: Step): Mark | null;
  /** Leaves the palette. What was written stays for the next time (MK9). */
  leave(): void;
  /** Leaves it, and forgets what was written. */
  discard(): void;
  /** What one may do with a mark, by its id (MK31). */
  actionsOn(markId: string): MarkActions;
  /** Takes back the last mark made on this screen, or puts back the last that was (MK11). @returns which */
  undoLast(): Mark | null;
  redoLast(): Mark | null;
  /** The program's own tags have been read. */
  learnTags(tags: NoteSettings['tags']): void;
  /** The document is open: what is held goes into it (MK21). @returns what lets go of it again */
  attach(doc: Y.Doc): () => void;
}

const NOTHING: MarkActions = { rewrite: undefined, undo: undefined, redo: undefined };

export function createMarksModel({ read, now, newId, held }: MarksDeps): MarksModel {
  const store = createStore<MarksView>(() => ({
    palette: null,
    marks: [...held.values()],
    heldCount: held.size,
    lastTag: null,
    ownTags: [],
  }));
  const madeIds: string[] = [];
  let doc: Y.Doc | null = null;
  let unfinished: Palette | null = null;

  const refresh = (): void => {
    const known = new Map((doc === null ? [] : readMarks(doc)).map((mark) => [mark.id, mark]));
    for (const mark of held.values()) known.set(mark.id, mark);
    store.setState({ marks: [...known.values()], heldCount: held.size });
  };
  const put = (mark: Mark): Mark => {
    if (doc === null) {
      held.set(mark.id, mark);
      refresh();
    } else putMark(doc, mark);
    return mark;
  };
  const make = (draft: MarkDraft, authorId: string): Mark => {
    const mark = put({ ...draft, id: newId(), authorId, undoneAt: null });
    madeIds.push(mark.id);
    store.setState({ palette: null, lastTag: mark.tag });
    return mark;
  };
  const find = (markId: string): Mark | undefined => store.getState().marks.find(({ id }) => id === markId);
  /** Of the mark as it is by then: what others or another window did to it meanwhile stays. */
  const change = (markId: string, part: Partial<Pick<Mark, 'text' | 'undoneAt'>>): void => {
    const mark = find(markId);
    if (mark) put({ ...mark, ...part });
  };

  return {
    store,
    open({ memberId, isAgain = false } = {}) {
      const view = read();
      if (view === null || store.getState().palette !== null) return;
      if (unfinished !== null && !isAgain && (memberId === undefined || memberId === memberOf(unfinished))) {
        store.setState({ palette: unfinished });
        unfinished = null;
        return;
      }
      const wish = { ...(memberId !== undefined && { memberId }), isAgain };
      store.setState({ palette: openPalette(view, now(), wish) });
    },
    take(step) {
      const { palette } = store.getState();
      if (palette === null) return null;
      if (step.kind === 'made') return make(step.draft, palette.view.selfId);
      store.setState({ palette: step.palette });
      return null;
    },
    leave() {
      const { palette } = store.getState();
      if (palette !== null && palette.text.trim() !== '') unfinished = palette;
      store.setState({ palette: null });
    },
    discard: () => store.setState({ palette: null }),
    actionsOn(markId) {
      const mark = find(markId);
      if (!mark || mark.authorId !== read()?.selfId) return NOTHING;
      return {
        rewrite: (text) => change(markId, { text: text.trim() }),
        undo: mark.undoneAt === null ? () => change(markId, { undoneAt: now() }) : undefined,
        redo: mark.undoneAt === null ? undefined : () => change(markId, { undoneAt: null }),
      };
    },
    undoLast() {
      const mark = lastMade(store.getState().marks, madeIds, 'standing');
      return mark ? put({ ...mark, undoneAt: now() }) : null;
    },
    redoLast() {
      const mark = lastMade(store.getState().marks, madeIds, 'undone');
      return mark ? put({ ...mark, undoneAt: null }) : null;
    },
    learnTags: (ownTags) => store.setState({ ownTags }),
    attach(opened) {
      doc = opened;
      const stop = onMarks(opened, refresh);
      const waiting = [...held.values()];
      held.clear();
      opened.transact(() => {
        for (const mark of waiting) putMark(opened, mark);
      });
      refresh();
      return () => {
        stop();
        if (doc !== opened) return;
        doc = null;
        refresh();
      };
    },
  };
}

const memberOf = ({ stage }: Palette): string | null => (stage.at === 'what' ? stage.person.id : null);
