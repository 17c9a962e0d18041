import { beforeEach, describe, expect, it } from 'vitest';
import { createApi } from '../api/api.ts';
import { createHttp } from '../api/http.ts';
import { openAtHub } from '../away/openAtHub.ts';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import { createAccount } from './account.ts';
import { createPendingSignOut } from './pendingSignOut.ts';

/** A hub with one sign-in, and what it was asked. */
let hub: { at: 'away' | 'there' | 'broken'; isSignedIn: boolean; asked: string[] };
let stored: Map<string, string>;
let due: (() => void)[];
let isFull: boolean;
beforeEach(() => {
  hub = { at: 'away', isSignedIn: true, asked: [] };
  stored = new Map();
  due = [];
  isFull = false;
});

const answerOf = (path: string): Response => {
  hub.asked.push(path);
  if (hub.at === 'broken') return new Response('{}', { status: 500 });
  if (path === '/api/status')
    return Response.json({ version: '1', protocolVersion: 1, isSetUp: true, needsSetupCode: false });
  if (path === '/api/sign-out') {
    hub.isSignedIn = false;
    return new Response(null, { status: 204 });
  }
  return hub.isSignedIn ? Response.json(meOf(LEAD)) : new Response('{}', { status: 401 });
};

/** The browser's page, once more each time. */
function page() {
  const pending = createPendingSignOut({
    fetch: async (input) => {
      if (typeof input !== 'string') throw new Error('asked by another address');
      if (hub.at === 'away') throw new TypeError('no hub');
      return answerOf(input);
    },
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem(key, value) {
        if (isFull) throw new DOMException('full', 'QuotaExceededError');
        stored.set(key, value);
      },
      removeItem: (key) => void stored.delete(key),
    },
    timers: { set: (run) => due.push(run) },
  });
  const api = createApi(createHttp({ fetch: pending.fetch }));
  const account = createAccount({ ...api, signOut: () => pending.signOut(api) });
  const knownNotebooks = { list: () => [], remember: () => undefined };
  const open = () => openAtHub({ account, knownNotebooks, pendingSignOut: pending }, '/today');
  return { pending, account, open };
}
/** The timers that are due run. */
async function later(): Promise<void> {
  for (const run of due.splice(0)) run();
  await new Promise((resolve) => setTimeout(resolve));
}
/** Somebody signs out while the hub is away. */
async function leave(): Promise<ReturnType<typeof page>> {
  hub.at = 'there';
  const one = page();
  await one.account.ensure();
  hub.at = 'away';
  await one.account.signOut();
  hub.asked = [];
  return one;
}

describe('CO76 signing out while the hub is away', () => {
  it('leaves at once, and is carried out when the hub is back', async () => {
    const { account, pending } = await leave();
    expect(account.store.getState()).toEqual({ stage: 'signedOut' });
    expect(pending.store.getState().isPending).toBe(true);
    await later();
    expect(hub.isSignedIn).toBe(true);
    hub.at = 'there';
    await later();
    expect([hub.isSignedIn, pending.store.getState().isPending]).toEqual([false, false]);
    await later();
    expect(hub.asked).toEqual(['/api/sign-out']);
  });

  it('stands at the sign-in after a reload, without the hub and with it', async () => {
    await leave();
    expect(await page().open()).toEqual({ stage: 'signedOut' });
    hub.at = 'there';
    expect(await page().open()).toEqual({ stage: 'signedOut' });
    expect(hub.asked).toEqual(['/api/sign-out', '/api/status', '/api/me']);
  });

  it('asks nothing by the cookie for as long as the hub does not take it', async () => {
    await leave();
    hub.at = 'broken';
    const { account, pending } = page();
    await expect(account.refresh()).rejects.toMatchObject({ kind: 'unavailable' });
    expect(hub.asked).toEqual(['/api/sign-out']);
    expect(pending.store.getState().isPending).toBe(true);
  });

  it('ends what was opened without the hub too, once it is back', async () => {
    await leave();
    const { account } = page();
    account.openWithoutHub(meOf(LEAD));
    hub.at = 'there';
    await account.prove();
    expect(account.store.getState()).toMatchObject({ unproved: 'away' });
    expect(hub.isSignedIn).toBe(false);
  });

  it('is refused, as ever, where the workstation cannot keep that it is to be told', async () => {
    hub.at = 'there';
    const { account } = page();
    await account.ensure();
    Object.assign(hub, { at: 'away' });
    isFull = true;
    await expect(account.signOut()).rejects.toMatchObject({ kind: 'unavailable' });
    expect(account.store.getState().stage).toBe('signedIn');
  });
});
