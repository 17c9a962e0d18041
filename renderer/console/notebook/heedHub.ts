import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import type { CallReply } from '../../notebook/worker/contract.ts';
import type { Api } from '../api/api.ts';
import type { NotebookSeat, NotebookSeatDeps, Seat } from './notebookSeat.ts';
import type { NotebookOwner } from './notebookView.ts';
import { keyOf, meetHub, outOfUseSince, reopenedKeys, type WorkstationApi } from './workstationUse.ts';

export type HeedHubDeps = Pick<NotebookSeatDeps, 'after'> & {
  readonly api: WorkstationApi;
  /** Asks to be confirmed where the hub wants it. Rejects with a CirclewellError. */
  readonly openWorkstation: Api['openWorkstation'];
};

/** How a vault stands that was put out of use. */
export type ClosedClaim = Extract<CallReply<'claim'>, { result: 'closed' }>;

/** How often the hub is asked how this workstation stands, in milliseconds (NB72). */
const STANDING_MS = 60_000;

/** Has the hub know this workstation, and heeds what it says of its use (NB70 to NB73). */
export interface HeedHub {
  /** The hub meets the workstation of a notebook that is open. Never rejects. */
  meet(client: NotebookClient): Promise<void>;
  /** Closes the notebook where the hub says that this workstation is out of use. Never rejects. */
  heed(client: NotebookClient): Promise<void>;
  /** Asks time and again, until the notebook is somebody else's. */
  keepHeeding(mine: Seat): void;
  sayOutOfUse(claim: ClosedClaim): void;
  /** A notebook that nobody opens: its thread lives for this question alone. */
  closeIfRevoked(owner: NotebookOwner): Promise<void>;
  /** Takes it into use again. Rejects with the hub's CirclewellError. @param onTaken goes on with it, in its turn */
  takeIntoUse(onTaken: (mine: Seat) => Promise<void>): Promise<void>;
}

export function createHeedHub(deps: HeedHubDeps, seat: NotebookSeat): HeedHub {
  function sayOutOfUse({ at, waitingCount }: ClosedClaim): void {
    seat.store.setState({
      access: { at: 'outOfUse', since: at, waitingCount },
      question: null,
      recoveryKey: null,
    });
  }

  async function heed(client: NotebookClient): Promise<void> {
    if (seat.taken?.client !== client) return;
    const since = await outOfUseSince(deps.api, seat.taken.claim);
    if (since === null) return;
    await seat.use(undefined, async (mine) => {
      // Where the disk has no room for what was typed, it stays open until it has.
      if (mine.client !== client || !(await seat.forgetKeys(mine))) return;
      mine.claim = await client.closeVault(since);
      if (mine.claim.result === 'closed') sayOutOfUse(mine.claim);
    });
  }

  function keepHeeding(mine: Seat): void {
    mine.rest = deps.after(STANDING_MS, () => {
      keepHeeding(mine);
      void heed(mine.client);
    });
  }

  return {
    heed,
    keepHeeding,
    sayOutOfUse,
    async meet(client) {
      if (seat.taken?.client !== client) return;
      const met = await meetHub(deps.api, client, keyOf(seat.taken.claim));
      const mine = seat.taken;
      if (met === null || mine?.client !== client) return;
      const { claim } = mine;
      if (claim?.result === 'passphrase' || claim?.result === 'keychain')
        mine.claim = { ...claim, workstation: met.workstation };
      seat.store.setState({ workstationId: met.id });
    },
    async closeIfRevoked(owner) {
      const { client, end } = seat.start(owner);
      try {
        const since = await outOfUseSince(deps.api, await client.claim());
        if (since !== null) await client.closeVault(since);
      } finally {
        end();
      }
    },
    async takeIntoUse(onTaken) {
      const claim = seat.taken?.claim;
      if (claim?.result !== 'closed') return;
      const opened = await reopenedKeys(deps.openWorkstation, claim);
      if (opened === null) return;
      await seat.use(undefined, async (mine) => {
        if (mine.claim !== claim) return;
        mine.claim = await mine.client.reopen(opened);
        await onTaken(mine);
      });
    },
  };
}
