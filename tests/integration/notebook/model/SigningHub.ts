import { NINE } from '../../../../src/domain/notes/testKit.ts';
import { amendNote } from '../../../../src/hub/notes/amendNote.ts';
import type { NoteChain, NoteEntry, NoteStore } from '../../../../src/hub/notes/noteStore.ts';
import type { SessionNotes } from '../../../../src/hub/notes/sessionNotes.ts';
import { signNotes } from '../../../../src/hub/notes/signNotes.ts';
import { assertWhole, type AskedNote } from '../../../../src/hub/notes/wholeNote.ts';
import type { AmendNoteBody, AmendNoteReply, SignNotesReply } from '../../../../src/protocol/api/notes.ts';
import { SIGNED_SESSION } from './signedSession.ts';

/** The hub's half of signing: its own deciding (SG30 to SG44), over chains in memory. */
export class SigningHub {
  #chains: ReadonlyMap<string, NoteChain> = new Map();
  #requests = 0;
  readonly #store: NoteStore = {
    append: async (entry) => {
      // As a real store, it answers later; in between somebody else may be quicker (SG2).
      await Promise.resolve();
      return this.#append(entry);
    },
    chain: async (noteId) => this.chain(noteId),
    ofSession: async () => this.#chains,
    lastSigned: async () => null,
  };

  async sign(staffId: string, asked: AskedNote): Promise<SignNotesReply['notes'][number]> {
    assertWhole(asked);
    const [outcome] = await signNotes(this.#deps(), this.#session(), [asked], accountOf(staffId));
    if (!outcome) throw new Error('The hub has said nothing of the note');
    return outcome;
  }

  amend(staffId: string, asked: Omit<AmendNoteBody, 'passphrase'>): Promise<AmendNoteReply> {
    return amendNote(this.#deps(), this.#session(), asked, accountOf(staffId));
  }

  chain(noteId: string): NoteChain {
    return this.#chains.get(noteId) ?? [];
  }

  /** What a backup made now would hold. */
  backup(): ReadonlyMap<string, NoteChain> {
    return this.#chains;
  }

  restore(backup: ReadonlyMap<string, NoteChain>): void {
    this.#chains = backup;
  }

  #deps() {
    const at = NINE + (this.#requests += 1);
    return { notes: this.#store, now: () => at };
  }

  #session(): SessionNotes {
    return { ...SIGNED_SESSION, chains: this.#chains };
  }

  #append(entry: NoteEntry): boolean {
    const { noteId, previousHash } = entry.record.content;
    const chain = this.chain(noteId);
    if ((chain.at(-1)?.record.hash ?? null) !== previousHash) return false;
    this.#chains = new Map(this.#chains).set(noteId, [...chain, entry]);
    return true;
  }
}

function accountOf(staffId: string) {
  const signer = SIGNED_SESSION.signers.find(({ account }) => account.id === staffId);
  if (!signer) throw new Error('There is no such person');
  return signer.account;
}
