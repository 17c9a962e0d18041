import { createContext, useContext, useState } from 'react';
import { useStore } from 'zustand';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { Capture, LiveSession, LiveSessionOptions } from '../../live/contract.ts';
import type { Api } from '../api/api.ts';
import type { KeptAnswers } from '../away/keptAnswers.ts';
import type { KnownNotebooks } from '../away/knownNotebooks.ts';
import type { ReadAhead } from '../away/readAhead.ts';
import type { Confirming } from '../confirm/confirmModel.ts';
import type { Lock } from '../lock/lockModel.ts';
import type { Account } from '../model/account.ts';
import type { HubWatch } from '../model/hubWatch.ts';
import type { KeyPreference } from '../model/keyPreference.ts';
import type { Notices } from '../model/notices.ts';
import type { Passkeys } from '../model/passkeys.ts';
import type { PendingSignOut } from '../model/pendingSignOut.ts';
import type { OlderNotes } from '../notes/model/olderNotes.ts';
import { NO_RIGHTS, rightsOf, type Rights } from '../model/rights.ts';
import type { NotebookModel } from '../notebook/notebookView.ts';

/** What the console's screens stand on. Made once by `main.tsx`; a picture or a test hands in others. */
export type Services = {
  readonly api: Api;
  readonly account: Account;
  readonly confirming: Confirming;
  readonly lock: Lock;
  readonly hubWatch: HubWatch;
  /** This workstation's notebook, of whoever is signed in. */
  readonly notebook: NotebookModel;
  readonly pendingSignOut: PendingSignOut;
  readonly kept: KeptAnswers;
  readonly knownNotebooks: KnownNotebooks;
  readonly olderNotes: OlderNotes;
  readonly readAhead: Pick<ReadAhead, 'stir'>;
  readonly notices: Notices;
  readonly keys: KeyPreference;
  readonly passkeys: Passkeys;
  /** The person's devices; one for the whole page. */
  readonly capture: Capture;
  /** Connects to a session, with the live client that its screen brings. The one who calls it closes it. */
  readonly connect: (sessionId: string, join: (options: LiveSessionOptions) => LiveSession) => LiveSession;
};

const ServicesContext = createContext<Services | null>(null);
/** Gives the screens their services. */
export const ServicesProvider = ServicesContext.Provider;

/** The services of this page. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('No <ServicesProvider> around this component.');
  return services;
}

/** The account that is signed in. Only for screens that the router shows to nobody else. */
export function useMe(): Me {
  const me = useStore(useServices().account.store, (view) => (view.stage === 'signedIn' ? view.me : null));
  if (!me) throw new Error('Nobody is signed in.');
  return me;
}

/** Whether the hub does not answer: then what needs it is not offered (NB63). */
export const useIsHubAway = (): boolean => useStore(useServices().hubWatch.store, (view) => view.isAway);

/** What the account may do now: nothing that the hub has to do while it is away. */
export function useRights(): Rights {
  const me = useMe();
  return useIsHubAway() ? NO_RIGHTS : rightsOf(me);
}

/**
 * The account that was signed in when this screen came up. For a screen that must outlive its sign-in: it says itself
 * that it is over, in its own words, and keeps what is on it (CO22).
 */
export function usePinnedMe(): Me {
  const { account } = useServices();
  const [me] = useState(() => {
    const view = account.store.getState();
    return view.stage === 'signedIn' ? view.me : null;
  });
  if (!me) throw new Error('Nobody is signed in.');
  return me;
}
