import { describe, expect, it } from 'vitest';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { Halfway } from '../../../src/protocol/api/factors.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { createApi } from '../api/api.ts';
import { createHttp } from '../api/http.ts';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import { createAccount } from './account.ts';

const ME = meOf(LEAD);

/** An account whose hub answers what the test says about who is signed in. */
function makeAccount() {
  const hub: { me: 'away' | 'over' | 'there'; signIn: Me | Halfway } = { me: 'away', signIn: ME };
  const api = createApi(createHttp({ fetch: () => Promise.reject(new TypeError('no hub')) }));
  const heard: [string, string][] = [];
  const account = createAccount(
    {
      ...api,
      signIn: async () => hub.signIn,
      giveCode: async () => ME,
      async me() {
        if (hub.me === 'away') throw new CirclewellError('unavailable', 'no answer');
        if (hub.me === 'over') throw new CirclewellError('signed_out', 'over');
        return ME;
      },
    },
    { onPassphrase: (...told) => void heard.push(told) },
  );
  return { hub, account, heard };
}

it('NB62 NB63 what was opened without the hub is proved once it answers', async () => {
  const { hub, account } = makeAccount();
  account.openWithoutHub(ME);
  await account.prove();
  expect(account.store.getState()).toEqual({ stage: 'signedIn', me: ME, unproved: 'away' });
  hub.me = 'there';
  await account.prove();
  expect(account.store.getState()).toEqual({ stage: 'signedIn', me: ME });
});

it('NB62 does not take what is kept of one’s account for the hub’s word', async () => {
  const http = createHttp({
    fetch: () => Promise.reject(new TypeError('no hub')),
    kept: { arrived: () => undefined, missing: async () => ({ json: ME, at: 0 }) },
  });
  const api = createApi(http);
  const status = async () => ({ version: '1', protocolVersion: 1, isSetUp: true, needsSetupCode: false });
  const account = createAccount({ ...api, status });
  await expect(account.ensure()).rejects.toMatchObject({ kind: 'unavailable' });
  account.openWithoutHub(ME);
  await account.prove();
  await expect(account.refresh()).rejects.toMatchObject({ kind: 'unavailable' });
  expect(account.store.getState()).toEqual({ stage: 'signedIn', me: ME, unproved: 'away' });
});

it('NB63 stays open where the sign-in is over, until somebody goes to sign in', async () => {
  const { hub, account } = makeAccount();
  account.openWithoutHub(ME);
  hub.me = 'over';
  await account.prove();
  account.markSignedOut();
  account.markSignedOut();
  expect(account.store.getState()).toEqual({ stage: 'signedIn', me: ME, unproved: 'over' });
  await account.startAgain();
  expect(account.store.getState()).toEqual({ stage: 'signedOut' });
});

describe('NB51 the passphrase of a sign-in', () => {
  const typed = { accountName: 'maria', passphrase: 'river stone lantern 42' };
  const code = { kind: 'code', code: '123456' } as const;

  it('is told with whose it is', async () => {
    const { account, heard } = makeAccount();
    await account.signIn(typed);
    expect(heard).toEqual([[ME.staff.id, typed.passphrase]]);
  });

  it('is told once the sign-in is whole', async () => {
    const { hub, account, heard } = makeAccount();
    hub.signIn = { next: 'secondFactor', staffId: ME.staff.id, ways: ['code'] };
    await account.signIn(typed);
    expect(heard).toEqual([]);
    await account.giveCode(code);
    expect(heard).toEqual([[ME.staff.id, typed.passphrase]]);
  });

  it('is told after a first factor was set up', async () => {
    const { hub, account, heard } = makeAccount();
    hub.signIn = { next: 'setUpFactor', staffId: ME.staff.id };
    hub.me = 'there';
    await account.signIn(typed);
    await account.refresh();
    expect(heard).toEqual([[ME.staff.id, typed.passphrase]]);
    await account.refresh();
    expect(heard).toHaveLength(1);
  });

  it('is not told where half a sign-in was given up, or was somebody else’s', async () => {
    const { hub, account, heard } = makeAccount();
    hub.signIn = { next: 'secondFactor', staffId: ME.staff.id, ways: ['code'] };
    await account.signIn(typed);
    await account.startAgain();
    await account.giveCode(code);
    hub.signIn = { next: 'secondFactor', staffId: 'another', ways: ['code'] };
    await account.signIn(typed);
    await account.giveCode(code);
    expect(heard).toEqual([]);
  });

  it('is not told of whoever writes no notes', async () => {
    const { hub, account, heard } = makeAccount();
    hub.signIn = { ...ME, staff: { ...ME.staff, role: 'administrator' } };
    await account.signIn(typed);
    expect(heard).toEqual([]);
  });
});
