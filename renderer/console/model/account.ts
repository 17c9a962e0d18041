import { createStore, type StoreApi } from 'zustand/vanilla';
import type { z } from 'zod';
import type { Me, setupBodySchema, signInBodySchema } from '../../../src/protocol/api/accounts.ts';
import type { codeBodySchema, Halfway } from '../../../src/protocol/api/factors.ts';
import type { Api } from '../api/api.ts';
import type { Passkeys } from './passkeys.ts';
import { asCirclewellError } from './query.ts';

/** Who is signed in, as far as is known. */
export type AccountView =
  | { readonly stage: 'unknown' }
  | { readonly stage: 'notSetUp'; readonly needsSetupCode: boolean }
  | { readonly stage: 'signedOut' }
  /** The passphrase was right; what is still to be done is `halfway` (ID41). */
  | { readonly stage: 'halfway'; readonly halfway: Halfway }
  | {
      readonly stage: 'signedIn';
      readonly me: Me;
      /** As this workstation knew it, without the hub (NB62): which has not answered yet, or says that the sign-in is over. */
      readonly unproved?: 'away' | 'over';
    };

export interface Account {
  readonly store: StoreApi<AccountView>;
  /** Finds out, once. Rejects with a CirclewellError where the hub does not answer. */
  ensure(): Promise<AccountView>;
  /** These reject with a CirclewellError, so that the form can say what is wrong. */
  setUp(body: z.infer<typeof setupBodySchema>): Promise<void>;
  signIn(body: z.infer<typeof signInBodySchema>): Promise<void>;
  /** The second step, by a code. */
  giveCode(body: z.infer<typeof codeBodySchema>): Promise<void>;
  /** Both steps, or the second, by a passkey. */
  signInByPasskey(passkeys: Pick<Passkeys, 'sign'>): Promise<void>;
  signOut(): Promise<void>;
  /** Gives half a sign-in up. Never rejects: what the hub has not heard of is over in minutes. */
  startAgain(): Promise<void>;
  /** Reads one's own account anew, after a change to it. */
  refresh(): Promise<void>;
  /** The hub has said that the sign-in is over. */
  markSignedOut(): void;
  /** The notebook was opened without the hub: whose it is. */
  openWithoutHub(me: Me): void;
  /** The hub answers again: proves what was opened without it. Never rejects. */
  prove(): Promise<void>;
}

/** Whose account it is, as far as the passphrase has told; null where nobody has given one. */
export function accountIdOf(view: AccountView): string | null {
  switch (view.stage) {
    case 'signedIn':
      return view.me.staff.id;
    case 'halfway':
      return view.halfway.staffId;
    case 'unknown':
    case 'notSetUp':
    case 'signedOut':
      return null;
  }
}

/** Whether somebody may take part in sessions. */
export const canJoinSessions = (me: Me): boolean => me.staff.role !== 'administrator';

export type AccountHooks = {
  /** The hub has taken this passphrase for the account's. */
  readonly onPassphrase?: (passphrase: string) => void;
};

/** Holds the sign-in of this console. */
export function createAccount(
  api: Pick<
    Api,
    'status' | 'me' | 'setUp' | 'signIn' | 'signOut' | 'giveCode' | 'beginPasskeySignIn' | 'signInByPasskey'
  >,
  { onPassphrase = () => undefined }: AccountHooks = {},
): Account {
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
      const me = await api.setUp(body);
      onPassphrase(body.passphrase);
      put({ stage: 'signedIn', me });
    },
    async signIn(body) {
      const reply = await api.signIn(body);
      onPassphrase(body.passphrase);
      put('next' in reply ? { stage: 'halfway', halfway: reply } : { stage: 'signedIn', me: reply });
    },
    async giveCode(body) {
      put({ stage: 'signedIn', me: await api.giveCode(body) });
    },
    async signInByPasskey(passkeys) {
      const signed = await passkeys.sign(await api.beginPasskeySignIn());
      put({ stage: 'signedIn', me: await api.signInByPasskey({ signed }) });
    },
    async signOut() {
      await api.signOut();
      put({ stage: 'signedOut' });
    },
    async startAgain() {
      await api.signOut().catch(() => null);
      put({ stage: 'signedOut' });
    },
    async refresh() {
      put({ stage: 'signedIn', me: await api.me() });
    },
    markSignedOut() {
      const view = store.getState();
      // What was opened without the hub stays open, and asks for a sign-in.
      if (view.stage === 'signedIn' && view.unproved !== undefined) put({ ...view, unproved: 'over' });
      else put({ stage: 'signedOut' });
    },
    openWithoutHub: (me) => void put({ stage: 'signedIn', me, unproved: 'away' }),
    async prove() {
      const view = store.getState();
      if (view.stage !== 'signedIn' || view.unproved !== 'away') return;
      const proved = await api.me().catch(() => null);
      if (proved !== null && store.getState() === view) put({ stage: 'signedIn', me: proved });
    },
  };
}
