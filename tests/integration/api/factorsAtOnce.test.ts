import { afterEach, beforeEach, expect, it } from 'vitest';
import { passkeyCreationSchema } from '../../../src/protocol/api/webAuthn.ts';
import { SoftPasskey } from '../../support/softPasskey.ts';
import { addPasskey, givePassphrase, named, NAMED_ORIGIN, setUpApp } from './factorSteps.ts';
import { createTestHub, type Answer, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
let owner: Ask;
let cookie: string;
let ownerId: string;
beforeEach(async () => {
  test = await createTestHub();
  const made = await test.setUp();
  ({ ask: owner, cookie } = made);
  ownerId = made.me.staff.id;
});
afterEach(() => test.close());

const statusesOf = (answers: readonly Answer[]) => answers.map(({ status }) => status).sort((a, b) => a - b);
const urlsOfPasskeys = async () =>
  (await test.records.factors.listPasskeys(ownerId)).map(({ id }) => `/api/me/factors/passkeys/${id}`);

/** Begins a passkey for whom the cookie is. @returns how it is given to the hub */
async function beginPasskey(theirs: string): Promise<() => Promise<Answer>> {
  const ask = named(test, theirs);
  const asked = passkeyCreationSchema.parse((await ask('POST', '/api/me/factors/passkeys/options')).json);
  const created = new SoftPasskey(NAMED_ORIGIN).create(asked);
  return () => ask('POST', '/api/me/factors/passkeys', { name: 'Phone', created });
}

it('ID52 ID49 of two last factors that are taken away at once one stays where one is needed', async () => {
  await addPasskey(test, cookie, 'Phone');
  await addPasskey(test, cookie, 'Key');
  await owner('PATCH', '/api/second-factors', { isNeeded: true });
  const answers = await Promise.all((await urlsOfPasskeys()).map((url) => owner('DELETE', url)));
  expect(statusesOf(answers)).toEqual([200, 409]);
  expect(await test.records.factors.listPasskeys(ownerId)).toHaveLength(1);
});

it('ID52 ID47 with two last factors that are taken away at once the recovery codes end', async () => {
  await setUpApp(test, owner);
  await addPasskey(test, cookie);
  const urls = ['/api/me/factors/app', ...(await urlsOfPasskeys())];
  const answers = await Promise.all(urls.map((url) => owner('DELETE', url)));
  expect(statusesOf(answers)).toEqual([200, 200]);
  expect(await test.records.factors.countRecoveryCodes(ownerId)).toBe(0);
});

it('ID52 ID47 of two first factors at once one brings the recovery codes', async () => {
  const adds = [await beginPasskey(cookie), await beginPasskey(cookie)];
  const answers = await Promise.all(adds.map((add) => add()));
  expect(statusesOf(answers)).toEqual([200, 200]);
  const brought = answers.filter(({ json }) => !JSON.stringify(json).includes('"recoveryCodes":null'));
  expect(brought).toHaveLength(1);
});

it('ID52 ID49 of two who set a first factor up with the same passphrase at once one is signed in', async () => {
  await test.signedIn('lead');
  await setUpApp(test, owner);
  await owner('PATCH', '/api/second-factors', { isNeeded: true });
  const [one, rival] = [await givePassphrase(test, 'lead-1'), await givePassphrase(test, 'lead-1')];
  const adds = [await beginPasskey(one.cookie ?? ''), await beginPasskey(rival.cookie ?? '')];
  const answers = await Promise.all(adds.map((add) => add()));
  expect(statusesOf(answers)).toEqual([200, 401]);
  const lead = (await test.records.staff.list()).find(({ accountName }) => accountName === 'lead-1');
  expect(await test.records.factors.listPasskeys(lead?.id ?? '')).toHaveLength(1);
});
