import { z } from 'zod';
import { GROUP_SUBJECT, parseDocId, type DocId } from '../../../src/protocol/notebook/docId.ts';
import type { Kept } from '../store/Kept.ts';
import { Queue } from '../store/Queue.ts';

/** A name of its own among what is kept: what members are called stays for as long as a note of theirs does (WR62). */
const KEY = 'memberNames';

/** What members are called, by their ids. */
export const memberNamesSchema = z.record(z.string(), z.string());
export type NamesById = z.infer<typeof memberNamesSchema>;

/** Keeps what the members are called of whom a note lies here, and of no others (WR62). */
export class MemberNames {
  readonly #kept: Kept;
  readonly #notesHere: () => Promise<readonly DocId[]>;
  /** One at a time, so that of two screens' names none are lost. */
  readonly #queue = new Queue();
  /** Those of whom no note lies here yet: in memory alone. */
  readonly #heard = new Map<string, string>();

  /**
   * @param kept sealed; stays the caller's
   * @param notesHere the notes of which something lies on this workstation
   */
  constructor(kept: Kept, notesHere: () => Promise<readonly DocId[]>) {
    this.#kept = kept;
    this.#notesHere = notesHere;
  }

  /** Joins what members are called to what is kept, durable when it resolves. @returns everything that is kept then */
  hear(names: NamesById): Promise<NamesById> {
    // Before the notes are looked at: one that comes meanwhile finds its name.
    for (const [id, name] of Object.entries(names)) this.#heard.set(id, name);
    return this.#queue.run(async () => {
      const held = await this.#read();
      const isNews = Object.entries(names).some(([id, name]) => held[id] !== name);
      return isNews ? this.#keep(held, await this.#notesHere()) : held;
    });
  }

  /** Something of these documents lies here from now on. */
  async lie(docIds: readonly DocId[]): Promise<void> {
    if (![...membersOf(docIds)].some((id) => this.#heard.has(id))) return;
    await this.#queue.run(async () => this.#keep(await this.#read(), docIds));
  }

  /** Puts away the names of members of whom no note lies here any more. */
  trim(): Promise<void> {
    return this.#queue.run(async () => {
      const held = await this.#read();
      const members = membersOf(await this.#notesHere());
      const left = Object.entries(held).filter(([id]) => members.has(id));
      if (left.length < Object.keys(held).length) await this.#write(Object.fromEntries(left));
    });
  }

  /** Resolves when what was to be kept is durable or refused. */
  settled(): Promise<void> {
    return this.#queue.run(() => Promise.resolve());
  }

  /** Keeps what was heard of the members of these notes. */
  async #keep(held: NamesById, docIds: readonly DocId[]): Promise<NamesById> {
    const members = membersOf(docIds);
    const heard = [...this.#heard].filter(([id]) => members.has(id));
    const all = { ...held, ...Object.fromEntries(heard) };
    if (heard.some(([id, name]) => held[id] !== name)) await this.#write(all);
    // What was heard meanwhile under another name has its own turn.
    for (const [id, name] of heard) if (this.#heard.get(id) === name) this.#heard.delete(id);
    return all;
  }

  async #read(): Promise<NamesById> {
    const kept = await this.#kept.get(KEY);
    return kept === null ? {} : memberNamesSchema.parse(JSON.parse(kept.text));
  }

  #write(names: NamesById): Promise<void> {
    return this.#kept.keep(KEY, Object.keys(names).length === 0 ? null : JSON.stringify(names));
  }
}

function membersOf(docIds: readonly DocId[]): Set<string> {
  const refs = docIds
    .map(parseDocId)
    .filter(({ kind, subject }) => kind === 'note' && subject !== GROUP_SUBJECT);
  return new Set(refs.map(({ subject }) => subject));
}
