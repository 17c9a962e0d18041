import { createStore } from 'zustand/vanilla';
import { NotebookClient } from '../../notebook/NotebookClient.ts';
import { Queue } from '../../notebook/store/Queue.ts';
import type { CallArgs, CallReply, Line } from '../../notebook/worker/contract.ts';
import type { Api } from '../api/api.ts';
import { asCirclewellError } from '../model/query.ts';
import type { NotebookAccess } from './NotebookContext.ts';
import type {
  Answered,
  NotebookModel,
  NotebookOwner,
  NotebookQuestion,
  NotebookView,
  Renewed,
} from './notebookView.ts';
import { offerBox, readBox, type ProcessBoxApi } from './processBox.ts';
import { renewRecovery } from './renewRecovery.ts';
import { recoveryKeyToShow, remindOfRecoveryKey } from './recoveryReminder.ts';
import { VaultSecrets, type VaultSecretsDeps } from './vaultSecrets.ts';
import { keyOf, meetHub, outOfUseSince, type WorkstationApi } from './workstationUse.ts';

export type NotebookModelDeps = VaultSecretsDeps & {
  /** Starts the thread; `end` terminates it. @param onFailed it could not be started, or broke */
  readonly startThread: (onFailed: () => void) => { readonly line: Line; readonly end: () => void };
  readonly api: ProcessBoxApi & WorkstationApi;
  /** Asks to be confirmed where the hub wants it. Rejects with a CirclewellError. */
  readonly openWorkstation: Api['openWorkstation'];
  /** Has the hub look at a passphrase. Rejects with a CirclewellError. */
  readonly confirm: (passphrase: string) => Promise<unknown>;
  /** Asks the browser to keep what is stored; resolves to whether it will. */
  readonly persist: () => Promise<boolean>;
  /** Whether somebody's console was locked here and not opened since: then the keychain, which asks nobody, opens nothing (NB53). */
  readonly wasLocked: (staffId: string) => boolean;
  readonly onOpened: (owner: NotebookOwner, client: NotebookClient) => void;
  /** The recovery key that was shown opens nothing elsewhere, and is no longer shown: another workstation was first (NB55). */
  readonly onAnotherBox: () => void;
};

type ClosedClaim = Extract<CallReply<'claim'>, { result: 'closed' }>;

type Seat = {
  readonly owner: NotebookOwner;
  readonly client: NotebookClient;
  readonly end: () => void;
  /** How the notebook is locked; null until the thread has said so. */
  claim: CallReply<'claim'> | null;
  /** The hub's box, while its recovery key is asked for. */
  foreignBox: string | null;
  /** Stops asking how the workstation stands. */
  rest: () => void;
};

/** How often a lock is tried that found something not durable, and how long apart, in milliseconds. */
const LOCK_TRIES = 5;
const LOCK_AGAIN_MS = 500;
/** How often the hub is asked how this workstation stands, in milliseconds (NB72). */
const STANDING_MS = 60_000;

export function createNotebookModel(deps: NotebookModelDeps): NotebookModel {
  const store = createStore<NotebookView>(() => ({
    access: { at: 'none' },
    question: null,
    recoveryKey: null,
    workstationId: null,
    isPersistent: null,
    waitingLocked: null,
    aside: [],
  }));
  const turns = new Queue();
  const secrets = new VaultSecrets(deps);
  let seat: Seat | null = null;

  const put = (access: NotebookAccess, question: NotebookQuestion | null = null): void =>
    store.setState({ access, question });
  const isOpen = (): boolean => store.getState().access.at === 'open';

  /** Does something with the notebook that there is; what breaks in it is told as that. */
  const withSeat = <T>(otherwise: T, work: (mine: Seat) => Promise<T>): Promise<T> =>
    turns.run(async () => {
      if (seat === null) return otherwise;
      try {
        return await work(seat);
      } catch {
        put({ at: 'failed' });
        return otherwise;
      }
    });

  /** Opens it with what is at hand, or says what is missing. */
  async function begin(mine: Seat): Promise<void> {
    if (isOpen()) return;
    if (mine.claim === null || mine.claim.result === 'openElsewhere') mine.claim = await mine.client.claim();
    if (mine.claim.result === 'openElsewhere') put({ at: 'openElsewhere' });
    else if (mine.claim.result === 'noVault') await makeVault(mine);
    else if (mine.claim.result === 'closed') sayOutOfUse(mine.claim);
    else await open(mine, null);
    if (mine.claim.result !== 'openElsewhere') await look(mine);
    void heedHub(mine.client);
  }

  function sayOutOfUse({ at, waitingCount }: ClosedClaim): void {
    store.setState({
      access: { at: 'outOfUse', since: at, waitingCount },
      question: null,
      recoveryKey: null,
    });
  }

  /** Closes the notebook where the hub says that this workstation is out of use. Never rejects. */
  async function heedHub(client: NotebookClient): Promise<void> {
    if (seat?.client !== client) return;
    const since = await outOfUseSince(deps.api, seat.claim);
    if (since === null) return;
    await withSeat(undefined, async (mine) => {
      // Where the disk has no room for what was typed, it stays open until it has.
      if (mine.client !== client || !(await forgetKeys(mine))) return;
      mine.claim = await client.closeVault(since);
      if (mine.claim.result === 'closed') sayOutOfUse(mine.claim);
    });
  }

  async function look({ client }: Seat): Promise<void> {
    const { waiting, aside } = await client.standing();
    store.setState({ waitingLocked: waiting, aside });
  }

  /** Has the hub look at a passphrase. @returns what is wrong with it; null where nothing is */
  async function unprovedBy(passphrase: string): Promise<Answered | null> {
    try {
      await deps.confirm(passphrase);
      return null;
    } catch (error) {
      return { result: asCirclewellError(error).kind === 'unavailable' ? 'unproved' : 'wrong' };
    }
  }

  /** @returns false where the hub has to say first whether there are process notes elsewhere, and does not answer */
  async function makeVault(mine: Seat): Promise<boolean> {
    const secret = await secrets.make(mine.owner.staffId);
    const hubs = secret === null ? null : await readBox(deps.api);
    mine.foreignBox = hubs?.at === 'there' ? hubs.box : null;
    if (secret !== null && hubs?.at === 'none') await create(mine, secret, null);
    else put({ at: 'new' }, hubs?.at === 'there' ? 'recoveryKey' : 'passphrase');
    return hubs?.at !== 'unknown';
  }

  async function create(
    mine: Seat,
    secret: CallArgs<'unlock'>,
    author: CallArgs<'create'>['author'],
  ): Promise<void> {
    const { recoveryKey, workstation } = await mine.client.create({ secret, author });
    // Of a box that is not the hub's the recovery key opens nothing anywhere.
    if (mine.foreignBox === null) await remindOfRecoveryKey(mine.client, recoveryKey);
    mine.foreignBox = null;
    mine.claim =
      secret.kind === 'keychain'
        ? { result: 'keychain', sealed: secret.sealed, workstation }
        : { result: 'passphrase', workstation };
    await opened(mine);
  }

  async function open(mine: Seat, typed: string | null): Promise<Answered> {
    const { claim, client, owner } = mine;
    if (claim?.result !== 'passphrase' && claim?.result !== 'keychain') return { result: 'wrong' };
    if (claim.result === 'keychain' && deps.wasLocked(owner.staffId)) {
      put({ at: 'locked' }, 'passphrase');
      return { result: 'waitsForHub' };
    }
    const key = await secrets.keyFor(owner.staffId, claim, typed);
    if (key === null) {
      put({ at: 'locked' }, claim.result === 'keychain' ? 'keychainShut' : 'passphrase');
      return { result: 'wrong' };
    }
    const { secret, next } = key;
    const reply = await (next === null ? client.unlock(secret) : client.rewrap(secret, next));
    if (reply.result === 'open') {
      await opened(mine);
      return { result: 'accepted' };
    }
    if (!isOpen())
      put({ at: 'locked' }, secrets.heardOf(owner.staffId) === null ? 'passphrase' : 'oldPassphrase');
    return reply.result === 'wait' ? reply : { result: 'wrong' };
  }

  async function opened({ client, owner }: Seat): Promise<void> {
    secrets.forget(owner.staffId);
    const recoveryKey = await recoveryKeyToShow(client);
    store.setState({ access: { at: 'open', client }, question: null, recoveryKey });
    deps.onOpened(owner, client);
    void offer(client);
    void meet(client);
    void deps.persist().then((isPersistent) => store.setState({ isPersistent }));
  }

  /** Offers the hub this workstation's box; where another was first, its recovery key is not worth keeping. */
  async function offer(client: NotebookClient): Promise<void> {
    if (!(await offerBox(deps.api, client))) return;
    await withSeat(undefined, async (mine) => {
      if (mine.client !== client || !isOpen() || store.getState().recoveryKey === null) return;
      await remindOfRecoveryKey(client, null);
      store.setState({ recoveryKey: null });
      deps.onAnotherBox();
    });
  }

  async function meet(client: NotebookClient): Promise<void> {
    if (seat?.client !== client) return;
    const met = await meetHub(deps.api, client, keyOf(seat.claim));
    if (met === null || seat.client !== client) return;
    const { claim } = seat;
    if (claim?.result === 'passphrase' || claim?.result === 'keychain')
      seat.claim = { ...claim, workstation: met.workstation };
    store.setState({ workstationId: met.id });
  }

  /** @returns whether the keys are forgotten: a disk without room keeps what was typed in memory, and the notebook open */
  async function forgetKeys({ client }: Seat): Promise<boolean> {
    if (!isOpen()) return true;
    for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
      if (await client.lock()) return true;
      await new Promise<void>((resolve) => void deps.after(LOCK_AGAIN_MS, resolve));
    }
    return false;
  }

  function start(owner: NotebookOwner): Seat {
    const { line, end } = deps.startThread(() => put({ at: 'failed' }));
    const client = new NotebookClient({ line, staffId: owner.staffId, after: deps.after });
    return { owner, client, end, claim: null, foreignBox: null, rest: () => undefined };
  }

  /** Asks the hub time and again how this workstation stands (NB72). */
  function keepHeeding(mine: Seat): void {
    mine.rest = deps.after(STANDING_MS, () => {
      keepHeeding(mine);
      void heedHub(mine.client);
    });
  }

  /** A notebook that nobody opens: its thread lives for this question alone. */
  async function closeIfRevoked(owner: NotebookOwner): Promise<void> {
    const { client, end } = start(owner);
    try {
      const since = await outOfUseSince(deps.api, await client.claim());
      if (since !== null) await client.closeVault(since);
    } finally {
      end();
    }
  }

  async function endSeat(): Promise<void> {
    const ended = seat;
    if (ended === null) return;
    // What cannot be made durable now cannot be kept: the page is left.
    await forgetKeys(ended).catch(() => undefined);
    seat = null;
    ended.rest();
    ended.end();
    store.setState({
      access: { at: 'none' },
      question: null,
      recoveryKey: null,
      workstationId: null,
      waitingLocked: null,
      aside: [],
    });
  }

  const wake = (): Promise<void> => withSeat(undefined, begin);

  return {
    store,
    hear: (staffId, passphrase) => secrets.hear(staffId, passphrase),
    async follow(owner) {
      // At once, not in its turn: by then the next one may have signed in.
      secrets.forgetOthers(owner?.staffId ?? null);
      await turns.run(async () => {
        if (owner?.staffId === seat?.owner.staffId) return;
        await endSeat();
        if (owner === null) return;
        put({ at: 'starting' });
        try {
          seat = start(owner);
          keepHeeding(seat);
        } catch {
          put({ at: 'failed' });
        }
      });
      await wake();
    },
    wake,
    proves: (passphrase) =>
      withSeat(false, async (mine) => {
        if (mine.claim?.result !== 'passphrase') return false;
        return (await open(mine, passphrase)).result === 'accepted';
      }),
    answer: (passphrase) =>
      withSeat<Answered>({ result: 'wrong' }, async (mine) => {
        if (mine.claim?.result !== 'noVault') return open(mine, passphrase);
        const unproved = await unprovedBy(passphrase);
        if (unproved !== null) return unproved;
        secrets.hear(mine.owner.staffId, passphrase);
        return { result: (await makeVault(mine)) ? 'accepted' : 'unproved' };
      }),
    bring: (recoveryKey) =>
      withSeat<Answered>({ result: 'wrong' }, async (mine) => {
        const secret = await secrets.make(mine.owner.staffId);
        const box = mine.foreignBox;
        // Too late: the passphrase is no longer at hand.
        if (secret === null || box === null) {
          put({ at: 'new' }, 'passphrase');
          return { result: 'accepted' };
        }
        try {
          await create(mine, secret, recoveryKey === null ? null : { box, recoveryKey });
          return { result: 'accepted' };
        } catch {
          return { result: 'wrong' };
        }
      }),
    startAnew: (passphrase) =>
      withSeat<Answered>({ result: 'wrong' }, async (mine) => {
        if (mine.claim?.result !== 'passphrase' || isOpen()) return { result: 'wrong' };
        const unproved = await unprovedBy(passphrase);
        if (unproved !== null) return unproved;
        secrets.hear(mine.owner.staffId, passphrase);
        await mine.client.setAside();
        mine.claim = { result: 'noVault' };
        const isMade = await makeVault(mine);
        await look(mine);
        return { result: isMade ? 'accepted' : 'unproved' };
      }),
    renewRecovery: (passphrase, isAnothersReplaced) =>
      withSeat<Renewed>({ result: 'wrong' }, async ({ claim, client, owner }) => {
        if (!isOpen() || (claim?.result !== 'passphrase' && claim?.result !== 'keychain'))
          return { result: 'wrong' };
        const unproved = await unprovedBy(passphrase);
        if (unproved !== null) return unproved;
        const key = await secrets.keyFor(owner.staffId, claim, passphrase);
        if (key === null) return { result: 'wrong' };
        const renewed = await renewRecovery(deps.api, client, key.secret, isAnothersReplaced);
        if (renewed.result !== 'renewed') return renewed;
        store.setState({ recoveryKey: renewed.recoveryKey });
        return { result: 'accepted' };
      }),
    lookAside: () => withSeat(undefined, look),
    changePassphrase: (present, next) =>
      withSeat(undefined, async (mine) => {
        if (mine.claim?.result !== 'passphrase') return;
        const reply = await mine.client.rewrap(
          { kind: 'passphrase', text: present },
          { kind: 'passphrase', text: next },
        );
        if (reply.result === 'open') await opened(mine);
      }),
    lock: () =>
      withSeat(undefined, async (mine) => {
        if (!isOpen()) return;
        secrets.forget(mine.owner.staffId);
        if (await forgetKeys(mine))
          store.setState({ access: { at: 'locked' }, question: 'passphrase', recoveryKey: null });
      }),
    async takeIntoUse() {
      const claim = seat?.claim;
      if (claim?.result !== 'closed') return;
      const { workstation, closedKeys } = claim;
      const opened: CallArgs<'reopen'>['opened'] = [];
      for (const closedKey of closedKeys) {
        const { key } = await deps.openWorkstation({ workstation, closedKey });
        if (key === null) return;
        opened.push({ closedKey, key });
      }
      await withSeat(undefined, async (mine) => {
        if (mine.claim !== claim) return;
        mine.claim = await mine.client.reopen(opened);
        await begin(mine);
      });
    },
    closeRevoked: (owners) =>
      turns.run(async () => {
        if (seat !== null) return;
        for (const owner of owners) await closeIfRevoked(owner).catch(() => undefined);
      }),
    recoveryKeyKept: () =>
      withSeat(undefined, async ({ client }) => {
        await remindOfRecoveryKey(client, null);
        store.setState({ recoveryKey: null });
      }),
    sync() {
      const { access, question } = store.getState();
      if (access.at === 'new' && question === 'passphrase') void wake();
      if (seat !== null) void heedHub(seat.client);
      if (access.at !== 'open') return;
      void meet(access.client);
      access.client.syncNow().catch(() => undefined);
      void offer(access.client);
    },
  };
}
