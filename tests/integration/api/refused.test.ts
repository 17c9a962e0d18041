import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REFUSALS_PER_MINUTE } from '../../../src/hub/audit/RefusalBudget.ts';
import { NOTABLE_ALTOGETHER, NOTABLE_FROM_ONE } from '../../../src/hub/audit/RefusalCounts.ts';
import { refusedReplySchema } from '../../../src/protocol/api/refused.ts';
import { createAuditedHub } from './auditedHub.ts';
import { PASSPHRASE, type Ask, type TestHub } from './testHub.ts';

const STRANGER = '192.0.2.1';
const DAY_MS = 86_400_000;

let test: TestHub;
let owner: Ask;
beforeEach(async () => {
  ({ test, owner } = await createAuditedHub());
});
afterEach(() => test.close());

const from = (remoteAddress: string) => test.as(null, { remoteAddress });
const guessLink = (remoteAddress: string) =>
  from(remoteAddress)('POST', '/api/door', { token: 'A'.repeat(22) });
const told = async () => refusedReplySchema.parse((await owner('GET', '/api/audit/refused')).json).refused;
const figures = () => test.meters.metrics.render();

describe('who guesses', () => {
  it('AU40 is told of from twenty on from one address, with where most come from, also what a flood’s entries leave out', async () => {
    for (let count = 1; count < NOTABLE_FROM_ONE; count += 1) await guessLink(STRANGER);
    expect(await told()).toEqual([]);
    for (let count = 0; count < REFUSALS_PER_MINUTE; count += 1) await guessLink(STRANGER);
    await guessLink('192.0.2.2');
    const lastAt = test.clock.now;
    const all = NOTABLE_FROM_ONE + REFUSALS_PER_MINUTE;
    expect(await told()).toEqual([
      {
        kind: 'doorRefused',
        count: all,
        addresses: 2,
        mostFrom: { address: STRANGER, count: all - 1 },
        lastAt,
      },
    ]);
  });

  it('AU40 is what a practice mistypes in a day as long as no address has twenty of them, up to two hundred', async () => {
    const perAddress = NOTABLE_FROM_ONE - 1;
    for (let count = 0; count < NOTABLE_ALTOGETHER - 1; count += 1)
      await guessLink(`192.0.2.${Math.floor(count / perAddress) + 1}`);
    expect(await told()).toEqual([]);
    await guessLink('192.0.2.99');
    expect(await told()).toMatchObject([
      { kind: 'doorRefused', count: NOTABLE_ALTOGETHER, mostFrom: { count: perAddress } },
    ]);
  });

  it('AU40 is told of for a day, and only to who may read the audit', async () => {
    for (let count = 0; count < NOTABLE_FROM_ONE; count += 1)
      await from(STRANGER)('POST', '/api/sign-in', {
        accountName: 'maria',
        passphrase: 'not this one at all',
      });
    expect(await told()).toMatchObject([{ kind: 'signInFailed', count: NOTABLE_FROM_ONE, addresses: 1 }]);
    const { ask } = await test.signedIn('coFacilitator');
    expect((await ask('GET', '/api/audit/refused')).status).toBe(403);
    test.clock.now += DAY_MS;
    const { cookie } = await test.as(null)('POST', '/api/sign-in', {
      accountName: 'maria',
      passphrase: PASSPHRASE,
    });
    owner = test.as(cookie ?? '');
    expect(await told()).toEqual([]);
  });

  it('AU40 names a seat’s wrong cookie, and is silent of what staff may not do and of who asks too much', async () => {
    for (let count = 0; count < NOTABLE_FROM_ONE; count += 1) {
      await test.as('seat=AAAA', { remoteAddress: STRANGER })('GET', '/api/seats/none');
      await from(STRANGER)('GET', '/api/seats/none');
    }
    const { ask } = await test.signedIn('coFacilitator');
    for (let count = 0; count < NOTABLE_FROM_ONE; count += 1) await ask('GET', '/api/audit');
    expect(await told()).toMatchObject([{ kind: 'seatRefused', count: NOTABLE_FROM_ONE }]);
  });

  it('OP23 OP24 is in the figures by kind, and nowhere by address', async () => {
    await guessLink(STRANGER);
    await from(STRANGER)('POST', '/api/sign-in', { accountName: 'maria', passphrase: 'not this one at all' });
    const { ask } = await test.signedIn('coFacilitator');
    await ask('GET', '/api/audit');
    for (let count = 0; count < 31; count += 1)
      await from('192.0.2.9')('POST', '/api/sign-in', { accountName: `n${count}x`, passphrase: 'x' });
    expect(figures()).toContain('circlewell_refusals_total{kind="doorRefused"} 1\n');
    expect(figures()).toMatch(/circlewell_refusals_total\{kind="signInFailed"\} 31\n/);
    expect(figures()).toContain('circlewell_refusals_total{kind="refused"} 1\n');
    expect(figures()).toContain('circlewell_refusals_total{kind="tooMany"} 1\n');
    expect(figures()).not.toContain('192.0.2');
  });
});
