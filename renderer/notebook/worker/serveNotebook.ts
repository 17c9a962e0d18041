import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import { readBackup, writeBackup } from '../backup/backupFile.ts';
import { Notebook } from '../Notebook.ts';
import { DiskFullError, type Disk, type NewId, type Transport } from '../ports.ts';
import { createSealedDisk } from '../store/createSealedDisk.ts';
import { Kept } from '../store/Kept.ts';
import { LIMITS } from '../store/NoteStore.ts';
import { Queue } from '../store/Queue.ts';
import { createParcel } from '../sync/createParcel.ts';
import type { Timers } from '../sync/SyncLoop.ts';
import type { Cost } from '../vault/deriveKey.ts';
import { Vault, type Keys, type Unlocked } from '../vault/Vault.ts';
import { NotebookShelf } from './NotebookShelf.ts';
import { readAside, type WaitedDoc } from './readAside.ts';
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
  /** One of an account's notebooks on this workstation, by its number from 0 (NB66). */
  readonly openDisk: (staffId: string, number: number) => Disk;
  /** Takes an account's notebook for this page alone, for as long as it lives; false where another page has it (NB7). */
  readonly claim: (staffId: string) => Promise<boolean>;
  /** The hub as an account asks it, until the signal ends what is being asked. */
  readonly openTransport: (staffId: string, signal: AbortSignal) => Transport;
  readonly timers: Timers;
  readonly random: () => number;
  readonly newId: NewId;
  readonly cost: Cost;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
};

type Handlers = { readonly [N in CallName]: (args: CallArgs<N>) => Promise<CallReply<N>> };
type Running = {
  readonly notebook: Notebook;
  readonly kept: Kept;
  readonly hub: AbortController;
  /** What notes are known by beside their words, as the page has told it last. */
  labels: CallArgs<'find'>['labels'] & object;
};
type Claimed = {
  readonly staffId: string;
  readonly shelf: NotebookShelf;
  readonly disk: Disk;
  readonly vault: Vault;
};

/** The notebook's end in its thread: does what the page asks, and tells what changes. */
export function serveNotebook(deps: ServeDeps): void {
  const { line } = deps;
  const open = new Set<DocId>();
  let claimed: Claimed | null = null;
  let running: Running | null = null;
  /** Two notebooks on one disk would write each other's rows over: one begins when the one before is over. */
  const turns = new Queue();
  const tell = (notice: Notice) => line.postMessage(notice);

  function tellStates(): void {
    if (running === null) return;
    const of = running.notebook;
    const documents = [...open].map((docId) => ({ docId, ...of.stateOf(docId) }));
    tell({ kind: 'states', all: of.state(), documents });
  }

  /** Ends what is being asked of the hub, whose answer may be minutes away. */
  async function stop(): Promise<void> {
    const stopped = running;
    running = null;
    stopped?.hub.abort();
    await stopped?.notebook.close();
    await stopped?.kept.settled();
  }

  async function start({ dataKey, authorKey }: Keys): Promise<void> {
    const { staffId, disk } = own();
    await stop();
    const hub = new AbortController();
    const sealed = createSealedDisk(disk, dataKey);
    const kept = new Kept(sealed, deps.now);
    const notebook = new Notebook({
      ...deps,
      transport: deps.openTransport(staffId, hub.signal),
      staffId,
      disk: sealed,
      parcel: createParcel(authorKey),
      limits: LIMITS,
      onArrived: (arrived) => {
        const updates = arrived.filter(({ docId }) => open.has(docId));
        if (updates.length > 0) tell({ kind: 'arrived', updates: [...updates] });
      },
      onStates: tellStates,
    });
    running = { notebook, kept, hub, labels: {} };
    await notebook.start();
    // What is old lies in nobody's way: it goes with the next start where it cannot now.
    kept.trim().catch(() => undefined);
  }

  function seatAt(staffId: string, shelf: NotebookShelf, disk: Disk): Claimed {
    claimed = { staffId, shelf, disk, vault: vaultOn(disk) };
    return claimed;
  }
  const vaultOn = (disk: Disk): Vault => new Vault({ disk, cost: deps.cost, now: deps.now });
  /** Of the notebooks that were set aside and not read since, the newest first. */
  async function vaultsAside(): Promise<Vault[]> {
    const { shelf } = own();
    return (await shelf.aside()).map(({ number }) => vaultOn(shelf.disk(number)));
  }
  function own(): Claimed {
    if (claimed === null) throw new Error('No notebook is claimed');
    return claimed;
  }
  function inUse(): Running {
    if (running === null) throw new Error('The notebook is locked');
    return running;
  }
  const unlocked = (): Notebook => inUse().notebook;
  async function startIf(outcome: Unlocked): Promise<UnlockReply> {
    if (!outcome.ok)
      return outcome.why === 'wait' ? { result: 'wait', ms: outcome.ms } : { result: outcome.why };
    await turns.run(() => start(outcome.keys));
    return { result: 'open' };
  }

  /** How the vault stands; null where there is none. */
  async function shut(): Promise<CallReply<'reopen'> | null> {
    const { vault, shelf } = own();
    const standing = await vault.standing();
    if (standing === null) return null;
    const { lock, enrolled, closed } = standing;
    const workstation = enrolled?.workstation ?? null;
    if (closed !== null && workstation !== null) {
      const waitingCount = await shelf.waiting();
      const all = await Promise.all((await vaultsAside()).map((each) => each.standing()));
      const aside = all.flatMap((one) => one?.closed?.closedKey ?? []);
      const closedKeys = [...aside, closed.closedKey];
      return { result: 'closed', workstation, closedKeys, at: closed.at, waitingCount };
    }
    return lock.kind === 'keychain'
      ? { result: 'keychain', sealed: lock.sealed, workstation }
      : { result: 'passphrase', workstation };
  }
  async function mustBeShut(): Promise<CallReply<'reopen'>> {
    const standing = await shut();
    if (standing === null) throw new Error('There is no vault');
    return standing;
  }

  /** What was written elsewhere comes in as edits, also into what is open. Whoever reads it twice changes nothing. */
  async function merge(documents: readonly WaitedDoc[]): Promise<void> {
    for (const { docId, update } of documents) {
      await unlocked().edit(docId, update);
      if (open.has(docId)) tell({ kind: 'arrived', updates: [{ docId, update }] });
    }
  }

  const handlers: Handlers = {
    async claim({ staffId }) {
      if (!(await deps.claim(staffId))) return { result: 'openElsewhere' };
      const shelf = new NotebookShelf((number) => deps.openDisk(staffId, number), deps.now);
      seatAt(staffId, shelf, await shelf.current());
      return (await shut()) ?? { result: 'noVault' };
    },
    async create({ secret, author }) {
      const { vault } = own();
      // The same workstation to the hub as the notebook in whose place it stands.
      const [before] = await vaultsAside();
      const enrolled = (await before?.standing())?.enrolled ?? null;
      const { keys, recoveryKey } = await vault.create(secret, author, enrolled);
      await turns.run(() => start(keys));
      const workstation = enrolled?.workstation ?? null;
      return { recoveryKey, authorBox: (await vault.authorBox()) ?? '', workstation };
    },
    unlock: async (secret) => startIf(await own().vault.unlock(secret)),
    rewrap: async ({ secret, next }) => startIf(await own().vault.rewrap(secret, next)),
    async enrol(enrolled) {
      await own().vault.enrol(enrolled);
      return null;
    },
    async closeVault({ at }) {
      const { vault, staffId } = own();
      open.clear();
      await turns.run(stop);
      const as = (await vault.standing())?.enrolled;
      // Its own last: as long as that is open, the next time closes what is left.
      if (as) for (const each of [...(await vaultsAside()), vault]) await each.close(staffId, as, at);
      return mustBeShut();
    },
    async reopen({ opened }) {
      for (const each of [...(await vaultsAside()), own().vault]) await each.reopen(opened);
      return mustBeShut();
    },
    async lock() {
      open.clear();
      await turns.run(stop);
      return null;
    },
    async open(docId) {
      const state = await unlocked().read(docId);
      open.add(docId);
      return { state, docState: unlocked().stateOf(docId) };
    },
    async close(docId) {
      open.delete(docId);
      await running?.notebook.closed(docId);
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
    async together(isTogether) {
      unlocked().together(isTogether);
      return null;
    },
    authorBox: async () => (await own().vault.authorBox()) ?? '',
    async find({ query, labels }) {
      const used = inUse();
      used.labels = labels ?? used.labels;
      const { found, total } = await used.notebook.find(query, used.labels);
      return { found: [...found], total };
    },
    async keep({ key, text }) {
      await inUse().kept.keep(key, text);
      return null;
    },
    kept: (key) => inUse().kept.get(key),
    async writeBackup({ passphrase }) {
      const documents = await unlocked().whatWaits();
      const owner = { staffId: own().staffId, at: deps.now() };
      return { text: await writeBackup(documents, passphrase, owner, deps.cost), count: documents.length };
    },
    async readBackup({ passphrase, text }) {
      const found = await readBackup(text, passphrase, own().staffId);
      if ('why' in found) return { result: 'unread', why: found.why };
      await merge(found.documents);
      return { result: 'read', count: found.documents.length };
    },
    async standing() {
      const { shelf } = own();
      return { waiting: await shelf.waiting(), aside: await shelf.aside() };
    },
    async setAside() {
      const { staffId, shelf } = own();
      if (running !== null) throw new Error('The notebook is open');
      seatAt(staffId, shelf, await shelf.setAside());
      return null;
    },
    async bringAside({ passphrase }) {
      const { shelf } = own();
      let count: number | null = null;
      let ms = 0;
      for (const { number } of await shelf.aside()) {
        const found = await readAside(shelf.disk(number), passphrase, deps);
        if (!found.ok) {
          if (found.why === 'wait') ms = Math.max(ms, found.ms);
          continue;
        }
        await merge(found.documents);
        await shelf.isRead(number);
        count = (count ?? 0) + found.documents.length;
      }
      if (count !== null) return { result: 'read', count };
      return ms > 0 ? { result: 'wait', ms } : { result: 'wrong' };
    },
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
