import { createStore, type StoreApi } from 'zustand/vanilla';
import { REACH_WAYS, type ReachReply, type ReachWay } from '../../../src/protocol/api/reach.ts';
import { refusalOf, type Refusal } from '../stage.ts';
import type { ReachApi } from './reachApi.ts';
import type { WayOutcome } from './tryWay.ts';

/** How it stands with one way. `absent`: the practice has no relay. */
export type WayState =
  | { readonly at: 'trying' }
  | { readonly at: 'works'; readonly roundTripMs: number | null }
  | { readonly at: 'fails' }
  | { readonly at: 'absent' };

/** What the page shows. */
export type ReachView = {
  readonly isRunning: boolean;
  /** The hub did not let it be tried; the ways then say nothing. */
  readonly refusal: Refusal | null;
  readonly messages: WayState;
  readonly ways: Readonly<Record<ReachWay, WayState>>;
  /** Whether the relay is tried over TLS. */
  readonly isRelayTls: boolean;
};

export type ReachDeps = {
  readonly api: Pick<ReachApi, 'open'>;
  readonly tryMessages: () => Promise<boolean>;
  /** Makes the browser's end for the hub's answer. Null: the hub does not have that way. */
  readonly openDevice: (reply: ReachReply) => Promise<(way: ReachWay) => Promise<WayOutcome | null>>;
};

export interface ReachModel {
  readonly store: StoreApi<ReachView>;
  /** Tries everything, from the beginning. While it runs, another call does nothing. */
  run(): Promise<void>;
}

const TRYING: WayState = { at: 'trying' };
const FAILS: WayState = { at: 'fails' };
const BEGINNING: ReachView = {
  isRunning: false,
  refusal: null,
  messages: TRYING,
  ways: { udp: TRYING, tcp: TRYING, relay: TRYING },
  isRelayTls: true,
};

/** Tries the member's ways to the hub, each by itself (docs/spec/hosting.md, HO20). */
export function createReachModel({ api, tryMessages, openDevice }: ReachDeps): ReachModel {
  const store = createStore<ReachView>(() => BEGINNING);

  async function runMessages(): Promise<void> {
    const works = await tryMessages();
    store.setState({ messages: works ? { at: 'works', roundTripMs: null } : FAILS });
  }

  async function runWay(way: ReachWay, tryWay: (way: ReachWay) => Promise<WayOutcome | null>): Promise<void> {
    const state = await tryWay(way).then(stateOf, () => FAILS);
    store.setState(({ ways }) => ({ ways: { ...ways, [way]: state } }));
  }

  async function runMedia(): Promise<void> {
    const reply = await api.open();
    store.setState({ isRelayTls: reply.relay?.isTls ?? true });
    const tryWay = await openDevice(reply);
    await Promise.all(REACH_WAYS.map((way) => runWay(way, tryWay)));
  }

  return {
    store,
    async run() {
      if (store.getState().isRunning) return;
      store.setState({ ...BEGINNING, isRunning: true }, true);
      try {
        await Promise.all([runMessages(), runMedia()]);
        store.setState({ isRunning: false });
      } catch (error) {
        store.setState({ isRunning: false, refusal: refusalOf(error) });
      }
    },
  };
}

function stateOf(outcome: WayOutcome | null): WayState {
  if (outcome === null) return { at: 'absent' };
  return outcome.works ? { at: 'works', roundTripMs: outcome.roundTripMs } : FAILS;
}

/** What all of it means for the member. `late`: sound and pictures get through, but not by the way that is made for them. */
export type Verdict = 'trying' | 'good' | 'late' | 'noMedia' | 'noMessages';

export function verdictOf({ messages, ways }: ReachView): Verdict {
  const works = (way: ReachWay): boolean => ways[way].at === 'works';
  if (messages.at === 'fails') return 'noMessages';
  if (messages.at === 'trying') return 'trying';
  if (works('udp')) return 'good';
  if (REACH_WAYS.some((way) => ways[way].at === 'trying')) return 'trying';
  return works('tcp') || works('relay') ? 'late' : 'noMedia';
}
