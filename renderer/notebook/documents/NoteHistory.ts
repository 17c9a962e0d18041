import type * as Y from 'yjs';
import { applyEdit, type TextEdit, type TextRange } from '../../../src/domain/notes/textEdits.ts';
import type { SectionId } from '../../../src/protocol/notes/formats.ts';
import { signHand } from './hands.ts';
import { sectionText, writeInSection } from './noteDoc.ts';
import { SentenceStamper } from './SentenceStamper.ts';
import { joined, stepOf, takeBack, undoStepSchema, type UndoStep } from './undoSteps.ts';

/** After how long without a key a step is over, in milliseconds. */
const PAUSE_MS = 1_000;
const MAX_STEPS = 100;

export type NoteHistoryDeps = {
  readonly doc: Y.Doc;
  /** Whose steps these are. */
  readonly by: string;
  readonly newId: () => string;
  /** @returns what takes it back */
  readonly after: (ms: number, work: () => void) => () => void;
};

/** Where something was put back. */
export type PutBack = { readonly section: SectionId; readonly range: TextRange };

/**
 * One person's way to write in a note: what they write can be undone one step after the other, also after a restart (WR7), for
 * the steps stand in the document. Closed by whoever made it, which ends the step that is under way.
 */
export class NoteHistory {
  readonly #deps: NoteHistoryDeps;
  /** What is being written, and has not come to a pause. */
  #open: UndoStep | null = null;
  #cancel: () => void = () => undefined;
  readonly #stamper: SentenceStamper;
  readonly #unsign: () => void;
  #isWriting = false;
  readonly #onForeign = (_: Uint8Array, origin: unknown): void => {
    // Places have moved: what was begun before is a step of its own.
    if (origin === this || this.#isWriting) return;
    this.endStep();
    this.#write(() => this.#stamper.hear());
  };

  constructor(deps: NoteHistoryDeps) {
    this.#deps = deps;
    this.#stamper = new SentenceStamper(deps.doc, deps.by, deps.newId);
    this.#unsign = signHand(deps.doc, deps.by);
    deps.doc.on('update', this.#onForeign);
  }

  close(): void {
    this.endStep();
    this.#deps.doc.off('update', this.#onForeign);
    this.#unsign();
  }

  /** Writes. `origin` is told to whoever hears of it. */
  write(section: SectionId, edit: TextEdit, origin: unknown = null): void {
    const { doc, by, after } = this.#deps;
    const before = sectionText(doc, section).toJSON();
    const whole = { at: edit.from, removed: before.slice(edit.from, edit.to), inserted: edit.insert };
    const open =
      this.#open?.section === section && this.#stamper.holds(edit, before.length) ? this.#open : null;
    const joins = open && joined(open, edit, before);
    if (joins === null) {
      this.endStep();
      this.#stamper.begin(section, edit);
    }
    this.#write(() => {
      writeInSection(doc, section, edit, by, origin);
      this.#stamper.follow();
    });
    this.#open = stepOf(section, applyEdit(before, edit), joins ?? whole);
    this.#cancel();
    this.#cancel = after(PAUSE_MS, () => this.endStep());
  }

  /** Writes what is a step by itself, such as settling a suggestion. */
  writeAlone(section: SectionId, edit: TextEdit): void {
    this.endStep();
    this.write(section, edit);
    this.endStep();
  }

  /** What was written up to now can be undone by itself. */
  endStep(): void {
    this.#cancel();
    const step = this.#open;
    this.#open = null;
    if (step === null) return;
    this.#write(() =>
      this.#deps.doc.transact(() => {
        this.#stamper.end();
        if (step.removed === step.inserted) return;
        push(this.#steps('undo'), step);
        this.#steps('redo').delete(0, this.#steps('redo').length);
      }, this),
    );
  }

  /** Takes the last step back that can be; null where there is none. */
  undo(): PutBack | null {
    this.endStep();
    return this.#move('undo', 'redo');
  }

  redo(): PutBack | null {
    this.endStep();
    return this.#move('redo', 'undo');
  }

  /** Lets all steps go, as when the note is signed. */
  forget(): void {
    this.endStep();
    this.#deps.doc.transact(() => {
      for (const steps of [this.#steps('undo'), this.#steps('redo')]) steps.delete(0, steps.length);
    }, this);
  }

  #move(from: 'undo' | 'redo', to: 'undo' | 'redo'): PutBack | null {
    const { doc, by } = this.#deps;
    const steps = this.#steps(from);
    while (steps.length > 0) {
      const step = undoStepSchema.safeParse(steps.get(steps.length - 1));
      const text = step.success ? sectionText(doc, step.data.section).toJSON() : '';
      const edit = step.success ? takeBack(text, step.data) : null;
      if (!step.success || edit === null) {
        this.#write(() => steps.delete(steps.length - 1));
        continue;
      }
      const { section, removed, inserted } = step.data;
      this.#write(() =>
        doc.transact(() => {
          steps.delete(steps.length - 1);
          this.#stamper.begin(section, edit);
          writeInSection(doc, section, edit, by);
          this.#stamper.follow();
          this.#stamper.end();
          const reverse = { at: edit.from, removed: inserted, inserted: removed };
          push(this.#steps(to), stepOf(section, applyEdit(text, edit), reverse));
        }),
      );
      return { section, range: { from: edit.from, to: edit.from + removed.length } };
    }
    return null;
  }

  #steps(kind: 'undo' | 'redo'): Y.Array<unknown> {
    return this.#deps.doc.getArray(`${kind}/${this.#deps.by}`);
  }

  #write(work: () => void): void {
    this.#isWriting = true;
    try {
      work();
    } finally {
      this.#isWriting = false;
    }
  }
}

function push(steps: Y.Array<unknown>, step: UndoStep): void {
  if (steps.length >= MAX_STEPS) steps.delete(0, steps.length - MAX_STEPS + 1);
  steps.push([step]);
}
