import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import type { CallArgs } from '../../notebook/worker/contract.ts';
import type { NotebookSeat, Seat } from './notebookSeat.ts';
import type { Answered, NotebookOwner } from './notebookView.ts';
import { offerBox, readBox, type ProcessBoxApi } from './processBox.ts';
import { recoveryKeyToShow, remindOfRecoveryKey } from './recoveryReminder.ts';
import type { VaultSecrets } from './vaultSecrets.ts';

export type OpenVaultDeps = {
  readonly api: ProcessBoxApi;
  /** Asks the browser to keep what is stored; resolves to whether it will. */
  readonly persist: () => Promise<boolean>;
  /** Whether somebody's console was locked here and not opened since: then the keychain, which asks nobody, opens nothing (NB53). */
  readonly wasLocked: (staffId: string) => boolean;
  readonly onOpened: (owner: NotebookOwner, client: NotebookClient) => void;
  /** The recovery key that was shown opens nothing elsewhere, and is no longer shown: another workstation was first (NB55). */
  readonly onAnotherBox: () => void;
};

/** Makes a notebook's vault, or opens it with what is at hand, and says what is missing (NB51, NB52, NB55). In its turn. */
export interface OpenVault {
  /** @returns false where the hub has to say first whether there are process notes elsewhere, and does not answer */
  make(mine: Seat): Promise<boolean>;
  /** @param author the key of process notes from elsewhere; null for a new one. Rejects where its box does not open */
  create(mine: Seat, secret: CallArgs<'unlock'>, author: CallArgs<'create'>['author']): Promise<void>;
  /** @param typed null for what is at hand */
  open(mine: Seat, typed: string | null): Promise<Answered>;
  /** It was opened otherwise. */
  opened(mine: Seat): Promise<void>;
  /** Offers the hub this workstation's box; where another was first, its recovery key is not worth keeping. At any time. */
  offer(client: NotebookClient): Promise<void>;
}

/** @param meet has the hub meet the workstation of a notebook that is open now */
export function createOpenVault(
  deps: OpenVaultDeps,
  seat: NotebookSeat,
  secrets: VaultSecrets,
  meet: (client: NotebookClient) => Promise<void>,
): OpenVault {
  const { store } = seat;

  async function create(
    mine: Seat,
    secret: CallArgs<'unlock'>,
    author: CallArgs<'create'>['author'],
  ): Promise<void> {
    // Of a box that is not the hub's the recovery key opens nothing anywhere.
    const remindsOfRecovery = mine.foreignBox === null;
    const { workstation } = await mine.client.create({ secret, author, remindsOfRecovery });
    mine.foreignBox = null;
    mine.claim =
      secret.kind === 'keychain'
        ? { result: 'keychain', sealed: secret.sealed, workstation }
        : { result: 'passphrase', workstation };
    await opened(mine);
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

  async function offer(client: NotebookClient): Promise<void> {
    if (!(await offerBox(deps.api, client))) return;
    await seat.use(undefined, async (mine) => {
      if (mine.client !== client || !seat.isOpen || store.getState().recoveryKey === null) return;
      await remindOfRecoveryKey(client, null);
      store.setState({ recoveryKey: null });
      deps.onAnotherBox();
    });
  }

  return {
    create,
    opened,
    offer,
    async make(mine) {
      const secret = await secrets.make(mine.owner.staffId);
      const hubs = secret === null ? null : await readBox(deps.api);
      mine.foreignBox = hubs?.at === 'there' ? hubs.box : null;
      if (secret !== null && hubs?.at === 'none') await create(mine, secret, null);
      else seat.put({ at: 'new' }, hubs?.at === 'there' ? 'recoveryKey' : 'passphrase');
      return hubs?.at !== 'unknown';
    },
    async open(mine, typed) {
      const { claim, client, owner } = mine;
      if (claim?.result !== 'passphrase' && claim?.result !== 'keychain') return { result: 'wrong' };
      if (claim.result === 'keychain' && deps.wasLocked(owner.staffId)) {
        seat.put({ at: 'locked' }, 'passphrase');
        return { result: 'waitsForHub' };
      }
      const key = await secrets.keyFor(owner.staffId, claim, typed);
      if (key === null) {
        seat.put({ at: 'locked' }, claim.result === 'keychain' ? 'keychainShut' : 'passphrase');
        return { result: 'wrong' };
      }
      const { secret, next } = key;
      const reply = await (next === null ? client.unlock(secret) : client.rewrap(secret, next));
      if (reply.result === 'open') {
        await opened(mine);
        return { result: 'accepted' };
      }
      if (!seat.isOpen)
        seat.put({ at: 'locked' }, secrets.heardOf(owner.staffId) === null ? 'passphrase' : 'oldPassphrase');
      return reply.result === 'wait' ? reply : { result: 'wrong' };
    },
  };
}
