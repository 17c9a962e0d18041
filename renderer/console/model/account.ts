import { createStore, type StoreApi } from 'zustand/vanilla';
import type { z } from 'zod';
import type { Me, setupBodySchema, signInBodySchema } from '../../../src/protocol/api/accounts.ts';
import type { Api } from '../api/api.ts';
import { asCirclewellError } from './query.ts';

/** Who is signed in, as far as is known. */
export type AccountView =
  | { readonly stage: 'unknown' }
  | { readonly stage: 'notSetUp'; readonly needsSetupCode: boolean }
  | { readonly stage: 'signedOut' }
  | { readonly stage: 'signedIn'; readonly me: Me };

export interface Account {
  readonly store: StoreApi<AccountView>;
  /** Finds out, once. Rejects with a CirclewellError where the hub does not answer. */
  ensure(): Promise<AccountView>;
  /** These four reject with a CirclewellError, so that the form can say what is wrong. */
  setUp(body: z.infer<typeof setupBodySchema>): Promise<void>;
  signIn(body: z.infer<typeof signInBodySchema>): Promise<void>;
  signOut(): Promise<void>;
  /** Reads one's own account anew, after a change to it. */
  refresh(): Promise<void>;
  /** The hub has said that the sign-in is over. */
  markSignedOut(): void;
}

/** Whether somebody may take part in sessions. */
export const canJoinSessions = (me: Me): boolean => me.staff.role !== 'administrator';

/** Holds the sign-in of this console. */
export function createAccount(api: Pick<Api, 'status' | 'me' | 'setUp' | 'signIn' | 'signOut'>): Account {
  const store = createStore<AccountView>(() => ({ stage: 'unknown' }));
  const put = (view: AccountView): AccountView => {
    store.setState(view, true);
    return view;
  };
  return {
    store,
    async ensure() {
      const known = store.getState();
      if (known.stage !== 'unknown') return known;
      const { isSetUp, needsSetupCode } = await api.status();
      if (!isSetUp) return put({ stage: 'notSetUp', needsSetupCode });
      try {
        return put({ stage: 'signedIn', me: await api.me() });
      } catch (error) {
        if (asCirclewellError(error).kind === 'signed_out') return put({ stage: 'signedOut' });
        throw error;
      }
    },
    async setUp(body) {
      put({ stage: 'signedIn', me: await api.setUp(body) });
    },
    async signIn(body) {
      put({ stage: 'signedIn', me: await api.signIn(body) });
    },
    async signOut() {
      await api.signOut();
      put({ stage: 'signedOut' });
    },
    async refresh() {
      put({ stage: 'signedIn', me: await api.me() });
    },
    markSignedOut: () => void put({ stage: 'signedOut' }),
  };
}
