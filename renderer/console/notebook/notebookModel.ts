import { asCirclewellError } from '../model/query.ts';
import { createHeedHub, type HeedHubDeps } from './heedHub.ts';
import { NotebookSeat, type NotebookSeatDeps, type Seat } from './notebookSeat.ts';
import type { Answered, NotebookModel, Renewed } from './notebookView.ts';
import { createOpenVault, type OpenVaultDeps } from './openVault.ts';
import { renewRecovery } from './renewRecovery.ts';
import { remindOfRecoveryKey } from './recoveryReminder.ts';
import { VaultSecrets, type VaultSecretsDeps } from './vaultSecrets.ts';

export type NotebookModelDeps = VaultSecretsDeps &
  NotebookSeatDeps &
  Omit<OpenVaultDeps, 'api'> &
  Omit<HeedHubDeps, 'api'> & {
    readonly api: OpenVaultDeps['api'] & HeedHubDeps['api'];
    /** Has the hub look at a passphrase. Rejects with a CirclewellError. */
    readonly confirm: (passphrase: string) => Promise<unknown>;
  };

/** How long what could not be locked for want of room is left alone, in milliseconds. */
const LOCK_LATER_MS = 5_000;

export function createNotebookModel(deps: NotebookModelDeps): NotebookModel {
  const seat = new NotebookSeat(deps);
  const { store } = seat;
  const secrets = new VaultSecrets(deps);
  const hub = createHeedHub(deps, seat);
  const vault = createOpenVault(deps, seat, secrets, (client) => hub.meet(client));
  const WRONG: Answered = { result: 'wrong' };
  /** Whether the console was covered, and is not known to have been uncovered since. */
  let isCovered = false;

  /** Opens it with what is at hand, or says what is missing. */
  async function begin(mine: Seat): Promise<void> {
    if (seat.isOpen) return;
    if (mine.claim === null || mine.claim.result === 'openElsewhere') mine.claim = await mine.client.claim();
    if (mine.claim.result === 'openElsewhere') seat.put({ at: 'openElsewhere' });
    else if (mine.claim.result === 'noVault') await vault.make(mine);
    else if (mine.claim.result === 'closed') hub.sayOutOfUse(mine.claim);
    else await vault.open(mine, null);
    if (mine.claim.result !== 'openElsewhere') await look(mine);
    void hub.heed(mine.client);
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

  const wake = (): Promise<void> => seat.use(undefined, begin);

  /** What is not durable keeps it open: it is tried again for as long as the console is covered (NB53). */
  const lock = (): Promise<void> =>
    seat.use(undefined, async (mine) => {
      // By its turn somebody may have uncovered it, with a passphrase that is still to open what was locked.
      if (!isCovered || !seat.isOpen) return;
      secrets.forget(mine.owner.staffId);
      if (await seat.forgetKeys(mine))
        store.setState({ access: { at: 'locked' }, question: 'passphrase', recoveryKey: null });
      else
        deps.after(LOCK_LATER_MS, () => {
          if (seat.taken === mine) void lock();
        });
    });

  return {
    store,
    hear: (staffId, passphrase) => secrets.hear(staffId, passphrase),
    async follow(owner) {
      // At once, not in its turn: by then the next one may have signed in.
      secrets.forgetOthers(owner?.staffId ?? null);
      await seat.inTurn(async () => {
        const given = await seat.give(owner);
        if (given !== null) hub.keepHeeding(given);
      });
      await wake();
    },
    wake() {
      isCovered = false;
      return wake();
    },
    proves: (passphrase) =>
      seat.use(false, async (mine) => {
        if (mine.claim?.result !== 'passphrase') return false;
        return (await vault.open(mine, passphrase)).result === 'accepted';
      }),
    answer: (passphrase) =>
      seat.use(WRONG, async (mine) => {
        if (mine.claim?.result !== 'noVault') return vault.open(mine, passphrase);
        const unproved = await unprovedBy(passphrase);
        if (unproved !== null) return unproved;
        secrets.hear(mine.owner.staffId, passphrase);
        return { result: (await vault.make(mine)) ? 'accepted' : 'unproved' };
      }),
    bring: (recoveryKey) =>
      seat.use(WRONG, async (mine) => {
        const secret = await secrets.make(mine.owner.staffId);
        const box = mine.foreignBox;
        // Too late: the passphrase is no longer at hand.
        if (secret === null || box === null) {
          seat.put({ at: 'new' }, 'passphrase');
          return { result: 'accepted' };
        }
        try {
          await vault.create(mine, secret, recoveryKey === null ? null : { box, recoveryKey });
          return { result: 'accepted' };
        } catch {
          return WRONG;
        }
      }),
    startAnew: (passphrase) =>
      seat.use(WRONG, async (mine) => {
        if (mine.claim?.result !== 'passphrase' || seat.isOpen) return WRONG;
        const unproved = await unprovedBy(passphrase);
        if (unproved !== null) return unproved;
        secrets.hear(mine.owner.staffId, passphrase);
        await mine.client.setAside();
        mine.claim = { result: 'noVault' };
        const isMade = await vault.make(mine);
        await look(mine);
        return { result: isMade ? 'accepted' : 'unproved' };
      }),
    renewRecovery: (passphrase, isAnothersReplaced) =>
      seat.use<Renewed>(WRONG, async ({ claim, client, owner }) => {
        if (!seat.isOpen || (claim?.result !== 'passphrase' && claim?.result !== 'keychain')) return WRONG;
        const unproved = await unprovedBy(passphrase);
        if (unproved !== null) return unproved;
        const key = await secrets.keyFor(owner.staffId, claim, passphrase);
        if (key === null) return WRONG;
        const renewed = await renewRecovery(deps.api, client, key.secret, isAnothersReplaced);
        if (renewed.result !== 'renewed') return renewed;
        store.setState({ recoveryKey: renewed.recoveryKey });
        return { result: 'accepted' };
      }),
    lookAside: () => seat.use(undefined, look),
    changePassphrase: (present, next) =>
      seat.use(undefined, async (mine) => {
        if (mine.claim?.result !== 'passphrase') return;
        const reply = await mine.client.rewrap(
          { kind: 'passphrase', text: present },
          { kind: 'passphrase', text: next },
        );
        if (reply.result === 'open') await vault.opened(mine);
      }),
    lock() {
      isCovered = true;
      return lock();
    },
    takeIntoUse: () => hub.takeIntoUse(begin),
    closeRevoked: (owners) =>
      seat.inTurn(async () => {
        if (seat.taken !== null) return;
        for (const owner of owners) await hub.closeIfRevoked(owner).catch(() => undefined);
      }),
    recoveryKeyKept: () =>
      seat.use(undefined, async ({ client }) => {
        await remindOfRecoveryKey(client, null);
        store.setState({ recoveryKey: null });
      }),
    sync() {
      const { access, question } = store.getState();
      if (access.at === 'new' && question === 'passphrase') void wake();
      if (seat.taken !== null) void hub.heed(seat.taken.client);
      if (access.at !== 'open') return;
      void hub.meet(access.client);
      access.client.syncNow().catch(() => undefined);
      void vault.offer(access.client);
    },
  };
}
