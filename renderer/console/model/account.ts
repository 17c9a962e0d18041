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
  /** Reads one's own account anew, after a change to it, or a first factor that makes the sign-in whole (ID49). */
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
  /** Somebody who writes notes has signed in, wholly, and with this passphrase. Before the view says so. */
  readonly onPassphrase?: (staffId: string, passphrase: string) => void;
  /** Somebody has proved who they are to come in, not only come by the cookie. Before the view says so. */
  readonly onProof?: (staffId: string) => void;
};

/** Holds the sign-in of this console. */
export function createAccount(
  api: Pick<
    Api,
    'status' | 'me' | 'setUp' | 'signIn' | 'signOut' | 'giveCode' | 'beginPasskeySignIn' | 'signInByPasskey'
  >,
  { onPassphrase = () => undefined, onProof = () => undefined }: AccountHooks = {},
): Account {
  const store = createStore<AccountView>(() => ({ stage: 'unknown' }));
  const put = (view: AccountView): AccountView => {
    store.setState(view, true);
    return view;
  };
  /** The passphrase of half a sign-in. */
  let halfway: { readonly staffId: string; readonly passphrase: string } | null = null;
  /** The sign-in is whole. */
  function enter(me: Me, passphrase?: string): void {
    const { id } = me.staff;
    const typed = passphrase ?? (halfway?.staffId === id ? halfway.passphrase : undefined);
    halfway = null;
    if (typed !== undefined && canJoinSessions(me)) onPassphrase(id, typed);
    onProof(id);
    put({ stage: 'signedIn', me });
  }
  function leave(): void {
    halfway = null;
    put({ stage: 'signedOut' });
  }
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
      enter(await api.setUp(body), body.passphrase);
    },
    async signIn(body) {
      const reply = await api.signIn(body);
      if (!('next' in reply)) return enter(reply, body.passphrase);
      halfway = { staffId: reply.staffId, passphrase: body.passphrase };
      put({ stage: 'halfway', halfway: reply });
    },
    async giveCode(body) {
      enter(await api.giveCode(body));
    },
    async signInByPasskey(passkeys) {
      const signed = await passkeys.sign(await api.beginPasskeySignIn());
      enter(await api.signInByPasskey({ signed }));
    },
    async signOut() {
      await api.signOut();
      leave();
    },
    async startAgain() {
      await api.signOut().catch(() => null);
      leave();
    },
    async refresh() {
      const me = await api.me();
      if (store.getState().stage === 'signedIn') put({ stage: 'signedIn', me });
      else enter(me);
    },
    markSignedOut() {
      const view = store.getState();
      // What was opened without the hub stays open, and asks for a sign-in.
      if (view.stage === 'signedIn' && view.unproved !== undefined) put({ ...view, unproved: 'over' });
      else leave();
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
