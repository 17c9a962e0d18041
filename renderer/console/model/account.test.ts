import { expect, it } from 'vitest';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { createApi } from '../api/api.ts';
import { createHttp } from '../api/http.ts';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import { createAccount } from './account.ts';

const ME = meOf(LEAD);

/** An account whose hub answers what the test says about who is signed in. */
function makeAccount() {
  const hub: { me: 'away' | 'over' | 'there' } = { me: 'away' };
  const api = createApi(createHttp({ fetch: () => Promise.reject(new TypeError('no hub')) }));
  const heard: string[] = [];
  const account = createAccount(
    {
      ...api,
      signIn: async () => ME,
      async me() {
        if (hub.me === 'away') throw new CirclewellError('unavailable', 'no answer');
        if (hub.me === 'over') throw new CirclewellError('signed_out', 'over');
        return ME;
      },
    },
    { onPassphrase: (passphrase) => void heard.push(passphrase) },
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

it('NB51 tells the passphrase that the hub has taken', async () => {
  const { account, heard } = makeAccount();
  await account.signIn({ accountName: 'maria', passphrase: 'river stone lantern 42' });
  expect(heard).toEqual(['river stone lantern 42']);
});
