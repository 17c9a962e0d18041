import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import { Notebook } from '../Notebook.ts';
import { DiskFullError, type Disk, type NewId, type Transport } from '../ports.ts';
import { createSealedDisk } from '../store/createSealedDisk.ts';
import { LIMITS } from '../store/NoteStore.ts';
import { createParcel } from '../sync/createParcel.ts';
import type { Timers } from '../sync/SyncLoop.ts';
import type { Cost } from '../vault/deriveKey.ts';
import { Vault, type Keys, type Unlocked } from '../vault/Vault.ts';
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

export type ServeDeps = {
  readonly line: Line;
  readonly openDisk: (staffId: string) => Disk;
  /** Takes an account's notebook for this page alone, for as long as it lives; false where another page has it (NB7). */
  readonly claim: (staffId: string) => Promise<boolean>;
  readonly transport: Transport;
  readonly timers: Timers;
  readonly random: () => number;
  readonly newId: NewId;
  readonly cost: Cost;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
};

type Handlers = { readonly [N in CallName]: (args: CallArgs<N>) => Promise<CallReply<N>> };
type Claimed = { readonly staffId: string; readonly disk: Disk; readonly vault: Vault };

/** The notebook's end in its thread: does what the page asks, and tells what changes. */
export function serveNotebook(deps: ServeDeps): void {
  const { line } = deps;
  const open = new Set<DocId>();
  let claimed: Claimed | null = null;
  let notebook: Notebook | null = null;
  const tell = (notice: Notice) => line.postMessage(notice);

  function tellStates(): void {
    if (notebook === null) return;
    const of = notebook;
    const documents = [...open].map((docId) => ({ docId, ...of.stateOf(docId) }));
    tell({ kind: 'states', all: of.state(), documents });
  }

  async function start({ dataKey, authorKey }: Keys): Promise<void> {
    const { staffId, disk } = own();
    await notebook?.close();
    notebook = new Notebook({
      ...deps,
      staffId,
      disk: createSealedDisk(disk, dataKey),
      parcel: createParcel(authorKey),
      limits: LIMITS,
      onArrived: (arrived) => {
        const updates = arrived.filter(({ docId }) => open.has(docId));
        if (updates.length > 0) tell({ kind: 'arrived', updates: [...updates] });
      },
      onStates: tellStates,
    });
    await notebook.start();
  }

  function own(): Claimed {
    if (claimed === null) throw new Error('No notebook is claimed');
    return claimed;
  }
  function unlocked(): Notebook {
    if (notebook === null) throw new Error('The notebook is locked');
    return notebook;
  }
  async function startIf(outcome: Unlocked): Promise<UnlockReply> {
    if (!outcome.ok)
      return outcome.why === 'wait' ? { result: 'wait', ms: outcome.ms } : { result: outcome.why };
    await start(outcome.keys);
    return { result: 'open' };
  }

  const handlers: Handlers = {
    async claim({ staffId }) {
      if (!(await deps.claim(staffId))) return { result: 'openElsewhere' };
      const disk = deps.openDisk(staffId);
      claimed = { staffId, disk, vault: new Vault({ disk, cost: deps.cost, now: deps.now }) };
      const lock = await claimed.vault.lock();
      if (lock === null) return { result: 'noVault' };
      return lock.kind === 'keychain'
        ? { result: 'keychain', sealed: lock.sealed }
        : { result: 'passphrase' };
    },
    async create({ secret, author }) {
      const { vault } = own();
      const { keys, recoveryKey } = await vault.create(secret, author);
      await start(keys);
      return { recoveryKey, authorBox: (await vault.authorBox()) ?? '' };
    },
    unlock: async (secret) => startIf(await own().vault.unlock(secret)),
    rewrap: async ({ secret, next }) => startIf(await own().vault.rewrap(secret, next)),
    async lock() {
      const closing = notebook;
      notebook = null;
      open.clear();
      await closing?.close();
      return null;
    },
    async open(docId) {
      const state = await unlocked().read(docId);
      open.add(docId);
      return { state, docState: unlocked().stateOf(docId) };
    },
    async close(docId) {
      open.delete(docId);
      return null;
    },
    async edit({ docId, update }) {
      try {
        await unlocked().edit(docId, update);
        return 'saved';
      } catch (error) {
        return error instanceof DiskFullError ? 'diskFull' : 'diskFailed';
      }
    },
    async sync() {
      await unlocked().syncNow();
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
