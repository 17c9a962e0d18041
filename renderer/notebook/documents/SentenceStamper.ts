import * as Y from 'yjs';
import type { TextEdit } from '../../../src/domain/notes/textEdits.ts';
import type { SectionId } from '../../../src/protocol/notes/formats.ts';
import { sectionText } from './noteDoc.ts';
import { putStamp, readStamps, type Stamp } from './stamps.ts';

/** As much of a sentence as is shown where two differ. */
const MOST_OF_A_SENTENCE = 600;

type Begun = Pick<Stamp, 'section' | 'seen' | 'from' | 'to'> & {
  readonly start: number;
  /** From the end of the text: what is written before it does not move it. */
  readonly tail: number;
};

/** Leaves a stamp on each sentence that one person changes, so that two who changed the same one apart are found (WR8). */
export class SentenceStamper {
  readonly #doc: Y.Doc;
  readonly #by: string;
  readonly #newId: () => string;
  #begun: Begun | null = null;

  constructor(doc: Y.Doc, by: string, newId: () => string) {
    this.#doc = doc;
    this.#by = by;
    this.#newId = newId;
  }

  /** Whether a change stays in the sentence that was begun. */
  holds({ from }: TextEdit): boolean {
    return this.#begun === null || from >= this.#begun.start;
  }

  /** Before the first change of a step. What begins a sentence of its own needs no stamp: nobody else has it. */
  begin(section: SectionId, edit: TextEdit): void {
    const shared = sectionText(this.#doc, section);
    const text = shared.toJSON();
    const { start, end } = sentenceAround(text, edit);
    if (start === end) return;
    this.#begun = {
      section,
      seen: Object.fromEntries(Y.decodeStateVector(Y.encodeStateVector(this.#doc))),
      from: anchorAt(shared, start, 0),
      to: anchorAt(shared, end, -1),
      start,
      tail: text.length - end,
    };
  }

  /** After the last change of a step. */
  end(): void {
    const begun = this.#begun;
    this.#begun = null;
    if (begun === null) return;
    const { start, tail, ...stamp } = begun;
    const text = sectionText(this.#doc, stamp.section).toJSON();
    const client = this.#doc.clientID;
    // What is only taken out does not count in Yjs: whoever has the stamp, the next to be counted, has that too.
    const state = Y.getState(this.#doc.store, client);
    const sameBefore = readStamps(this.#doc).find(
      (one) => one.client === client && one.from === stamp.from && hasSeenTheSame(one, stamp, client),
    );
    putStamp(this.#doc, {
      ...stamp,
      id: sameBefore?.id ?? this.#newId(),
      seen: sameBefore?.seen ?? stamp.seen,
      by: this.#by,
      client,
      until: state === (stamp.seen[client] ?? 0) ? state + 1 : state,
      text: text
        .slice(start, Math.max(start, text.length - tail))
        .trim()
        .slice(0, MOST_OF_A_SENTENCE),
    });
  }
}

/** Nothing of anybody else has come between: what follows on the same sentence is the same change. */
function hasSeenTheSame(one: Stamp, other: Pick<Stamp, 'seen'>, client: number): boolean {
  const others = ({ seen }: Pick<Stamp, 'seen'>) =>
    JSON.stringify(Object.entries(seen).filter(([writer]) => writer !== String(client)));
  return others(one) === others(other);
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
