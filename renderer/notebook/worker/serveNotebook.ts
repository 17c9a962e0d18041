import { readBackup, writeBackup } from '../backup/backupFile.ts';
import { DiskFullError } from '../ports.ts';
import type { Unlocked } from '../vault/Vault.ts';
import {
  CALLS,
  requestSchema,
  type CallArgs,
  type CallName,
  type CallReply,
  type Line,
  type Notice,
  type UnlockReply,
} from './contract.ts';
import { InUse, type InUseDeps } from './InUse.ts';
import { Seat, type SeatDeps } from './Seat.ts';

export type ServeDeps = SeatDeps &
  Omit<InUseDeps, 'tell'> & {
    readonly line: Line;
    /** Takes an account's notebook for this page alone, for as long as it lives; false where another page has it (NB7). */
    readonly claim: (staffId: string) => Promise<boolean>;
  };

type Handlers = { readonly [N in CallName]: (args: CallArgs<N>) => Promise<CallReply<N>> };

/** The notebook's end in its thread: does what the page asks, and tells what changes. */
export function serveNotebook(deps: ServeDeps): void {
  const { line } = deps;
  const tell = (notice: Notice) => line.postMessage(notice);
  const inUse = new InUse({ ...deps, tell });
  let claimed: Seat | null = null;

  function own(): Seat {
    if (claimed === null) throw new Error('No notebook is claimed');
    return claimed;
  }
  async function startIf(outcome: Unlocked): Promise<UnlockReply> {
    if (!outcome.ok)
      return outcome.why === 'wait' ? { result: 'wait', ms: outcome.ms } : { result: outcome.why };
    await inUse.start(own().staffId, own().disk, outcome.keys);
    return { result: 'open' };
  }

  const handlers: Handlers = {
    async claim({ staffId }) {
      if (!(await deps.claim(staffId))) return { result: 'openElsewhere' };
      claimed = await Seat.take(staffId, deps);
      return (await claimed.shut()) ?? { result: 'noVault' };
    },
    async create(args) {
      const { keys, reply } = await own().create(args);
      await inUse.start(own().staffId, own().disk, keys);
      return reply;
    },
    unlock: async (secret) => startIf(await own().vault.unlock(secret)),
    rewrap: async ({ secret, next }) => startIf(await own().vault.rewrap(secret, next)),
    async enrol(enrolled) {
      await own().vault.enrol(enrolled);
      return null;
    },
    async closeVault({ at }) {
      const seat = own();
      await inUse.end();
      return seat.close(at);
    },
    reopen: async ({ opened }) => own().reopen(opened),
    async lock() {
      await inUse.end();
      return null;
    },
    async open(docId) {
      const state = await inUse.openDoc(docId);
      return { state, docState: inUse.notebook.stateOf(docId) };
    },
    async close(docId) {
      await inUse.closeDoc(docId);
      return null;
    },
    async edit({ docId, update }) {
      try {
        await inUse.edit(docId, update);
        return 'saved';
      } catch (error) {
        return error instanceof DiskFullError ? 'diskFull' : 'diskFailed';
      }
    },
    async sync() {
      await inUse.notebook.syncNow();
      return null;
    },
    async together(isTogether) {
      inUse.notebook.together(isTogether);
      return null;
    },
    authorBox: async () => (await own().vault.authorBox()) ?? '',
    async find({ query, labels }) {
      const { found, total } = await inUse.find(query, labels);
      return { found: [...found], total };
    },
    held: (sessionId) => inUse.notebook.held(sessionId),
    drafts: (docIds) => inUse.notebook.drafts(docIds),
    waiting: async () => inUse.notebook.waiting(),
    hearNames: (names) => inUse.names.hear(names),
    async keep({ key, text }) {
      await inUse.keep(key, text);
      return null;
    },
    kept: async (key) => inUse.kept.get(key),
    async writeBackup({ passphrase }) {
      const documents = await inUse.notebook.whatWaits();
      const owner = { staffId: own().staffId, at: deps.now() };
      return { text: await writeBackup(documents, passphrase, owner, deps.cost), count: documents.length };
    },
    async readBackup({ passphrase, text }) {
      const found = await readBackup(text, passphrase, own().staffId);
      if ('why' in found) return { result: 'unread', why: found.why };
      await inUse.merge(found.documents);
      return { result: 'read', count: found.documents.length };
    },
    standing: async () => own().standing(),
    async setAside() {
      const seat = own();
      if (inUse.isOpen) throw new Error('The notebook is open');
      await seat.setAside();
      return null;
    },
    bringAside: async ({ passphrase }) => own().bringAside(passphrase, (documents) => inUse.merge(documents)),
    async renewRecovery(secret) {
      const made = await own().vault.newRecovery(secret);
      if (made.ok) return { result: 'made', recoveryKey: made.recoveryKey, authorBox: made.authorBox };
      return made.why === 'wait' ? { result: 'wait', ms: made.ms } : { result: 'wrongSecret' };
    },
    async keepRenewed({ authorBox }) {
      await own().vault.keepBox(authorBox);
      return null;
    },
  };

  async function answer<N extends CallName>(call: N, args: unknown): Promise<CallReply<N>> {
    return handlers[call](CALLS[call].args.parse(args));
  }

  line.addEventListener('message', ({ data }) => {
    const { id, call, args } = requestSchema.parse(data);
    answer(call, args).then(
      (reply) => tell({ kind: 'reply', id, reply }),
      () => tell({ kind: 'failed', id }),
    );
  });
}
