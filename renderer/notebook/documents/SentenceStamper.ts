import * as Y from 'yjs';
import type { TextEdit } from '../../../src/domain/notes/textEdits.ts';
import type { SectionId } from '../../../src/protocol/notes/formats.ts';
import { areApart } from './clashes.ts';
import { sectionText } from './noteDoc.ts';
import { putStamp, readStamps, type Stamp } from './stamps.ts';

/** As much of a sentence as is shown where two differ. */
const MOST_OF_A_SENTENCE = 600;

/** How many sentences of one's own are known to have been begun without a stamp. */
const MOST_WAITING = 50;

type Anchors = Pick<Stamp, 'from' | 'to'>;
type Begun = Pick<Stamp, 'section' | 'seen'> & {
  readonly start: number;
  /** From the end of the text: what is written before it does not move it. */
  readonly tail: number;
  /** Of a sentence that was there before; one that is begun has places once something stands in it. */
  readonly anchors: Anchors | null;
  /** What one's own last change left: afterwards another's may come. */
  readonly left: { readonly text: string; readonly anchors: Anchors } | null;
};

/** Leaves a stamp on each sentence that one person changes, so that two who changed the same one apart are found (WR8). */
export class SentenceStamper {
  readonly #doc: Y.Doc;
  readonly #by: string;
  readonly #newId: () => string;
  #begun: Begun | null = null;
  /** Of sentences that one has begun: they get their stamp only where somebody turns out to have changed them apart. */
  readonly #waiting: Stamp[] = [];

  constructor(doc: Y.Doc, by: string, newId: () => string) {
    this.#doc = doc;
    this.#by = by;
    this.#newId = newId;
  }

  /** Whether a change stays in the sentence that was begun. @param length of the text before it */
  holds({ from, to }: TextEdit, length: number): boolean {
    return this.#begun === null || (from >= this.#begun.start && to <= length - this.#begun.tail);
  }

  /** Before the first change of a step. */
  begin(section: SectionId, edit: TextEdit): void {
    const shared = sectionText(this.#doc, section);
    const text = shared.toJSON();
    const { start, end } = sentenceAround(text, edit);
    const isNew = start === end;
    this.#begun = {
      section,
      seen: Object.fromEntries(Y.decodeStateVector(Y.encodeStateVector(this.#doc))),
      start,
      tail: text.length - (isNew ? edit.to : end),
      anchors: isNew ? null : anchorsOf(shared, start, end),
      left: null,
    };
  }

  /** After each change of a step. */
  follow(): void {
    if (this.#begun === null) return;
    const { section, start, tail, anchors } = this.#begun;
    const shared = sectionText(this.#doc, section);
    const end = Math.max(start, shared.length - tail);
    const text = shared.toJSON().slice(start, end).trim().slice(0, MOST_OF_A_SENTENCE);
    const left = { text, anchors: anchors ?? anchorsOf(shared, start, end) };
    this.#begun = { ...this.#begun, left };
  }

  /** After the last change of a step. */
  end(): void {
    const begun = this.#begun;
    this.#begun = null;
    if (begun === null || begun.left === null) return;
    const { section, seen, anchors, left } = begun;
    const stamp = this.#stampOf({ section, seen, ...left.anchors, text: left.text });
    if (anchors !== null) return putStamp(this.#doc, stamp);
    // Nobody else has had it, as far as is known.
    this.#waiting.push(stamp);
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
  }

  /** After somebody else's changes have come: they may have been made in a sentence that was only begun then. */
  hear(): void {
    if (this.#waiting.length === 0) return;
    const stamps = readStamps(this.#doc);
    for (const [at, stamp] of [...this.#waiting.entries()].toReversed()) {
      if (!stamps.some((other) => areApart(this.#doc, stamp, other))) continue;
      this.#waiting.splice(at, 1);
      putStamp(this.#doc, stamp);
    }
  }

  #stampOf(left: Pick<Stamp, 'section' | 'seen' | 'from' | 'to' | 'text'>): Stamp {
    const client = this.#doc.clientID;
    // What is only taken out does not count in Yjs: whoever has the stamp, the next to be counted, has that too.
    const state = Y.getState(this.#doc.store, client);
    const sameBefore = [...this.#waiting, ...readStamps(this.#doc)].find(
      (one) => one.client === client && one.from === left.from && hasSeenTheSame(one, left, client),
    );
    return {
      ...left,
      id: sameBefore?.id ?? this.#newId(),
      seen: sameBefore?.seen ?? left.seen,
      by: this.#by,
      client,
      until: state === (left.seen[client] ?? 0) ? state + 1 : state,
    };
  }
}

/** Nothing of anybody else has come between: what follows on the same sentence is the same change. */
function hasSeenTheSame(one: Stamp, other: Pick<Stamp, 'seen'>, client: number): boolean {
  const others = ({ seen }: Pick<Stamp, 'seen'>) =>
    JSON.stringify(Object.entries(seen).filter(([writer]) => writer !== String(client)));
  return others(one) === others(other);
}

function anchorsOf(text: Y.Text, start: number, end: number): Anchors {
  return { from: anchorAt(text, start, 0), to: anchorAt(text, end, -1) };
}

function anchorAt(text: Y.Text, at: number, assoc: 0 | -1): string {
  return JSON.stringify(Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, at, assoc)));
}

/** The sentence, or sentences, that a change touches; empty where it begins one. */
export function sentenceAround(
  text: string,
  { from, to }: Pick<TextEdit, 'from' | 'to'>,
): { readonly start: number; readonly end: number } {
  let [start, end] = [from, to];
  // At the end of a sentence, behind its point, the next one begins.
  while (start > 0 && !isEnd(text, start)) start--;
  while (end < text.length && !(end > start && isEnd(text, end))) end++;
  return text.slice(start, end).trim() === '' ? { start, end: start } : { start, end };
}

/** Whether a sentence ends just before a place. */
function isEnd(text: string, at: number): boolean {
  if (text[at - 1] === '\n') return true;
  return /[.!?…]/.test(text[at - 1] ?? '') && /^(\s|$)/.test(text.slice(at, at + 1));
}
