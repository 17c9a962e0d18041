import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOLDER_RATES, UPLOAD_RATE } from '../../../src/hub/api/holderLimits.ts';
import { BEGINNING } from '../../../src/protocol/notebook/sync.ts';
import { createAuditedHub, type AuditedHub } from './auditedHub.ts';
import { PASSPHRASE, type Ask } from './testHub.ts';

let hub: AuditedHub;
beforeEach(async () => {
  hub = await createAuditedHub();
});
afterEach(() => hub.test.close());

const over = { status: 429, json: { error: { kind: 'rate_limited' } } };

/** Asks until it is refused; how often it was not. */
async function askedUntilOver(ask: Ask, url: string): Promise<number> {
  for (let count = 0; count < 2 * HOLDER_RATES.staff.burst; count += 1)
    if ((await ask('GET', url)).status === 429) return count;
  throw new Error('It was never refused');
}

describe('AP12: what one account and one seat may ask', () => {
  it('is counted over all addresses and sign-ins of the account, and is in nobody else’s way', async () => {
    const { burst, perSecond } = HOLDER_RATES.staff;
    const other = await hub.test.signedIn('lead');
    const again = await hub.test.as(null)('POST', '/api/sign-in', {
      accountName: 'maria',
      passphrase: PASSPHRASE,
    });
    const elsewhere = hub.test.as(again.cookie ?? '', { remoteAddress: '192.0.2.9' });
    expect(again.status).toBe(200);
    const count = await askedUntilOver(hub.owner, '/api/me');
    expect(count).toBeGreaterThan(burst / 2);
    expect(count).toBeLessThanOrEqual(burst);
    expect(await elsewhere('GET', '/api/me')).toMatchObject(over);
    expect((await other.ask('GET', '/api/me')).status).toBe(200);
    hub.test.clock.now += 1_000;
    expect(await askedUntilOver(elsewhere, '/api/me')).toBe(perSecond);
  });
});

describe('AP13: what one account may leave on the hub', () => {
  const data = 'A'.repeat(4_000_000);
  /** For the notebook of somebody else, which is refused. */
  const batch = {
    feed: 'author/somebody',
    writer: { id: 'w1', acknowledged: 0 },
    sequence: 1,
    base: BEGINNING,
    updates: [{ docId: 'process/somebody/session-1/m1', data }],
  };
  const deck = { title: 'Own', markdown: '## One' };

  it('is counted over batches and decks, taken or not, and comes back with the time', async () => {
    const send = async () => (await hub.owner('POST', '/api/notebook/batches', batch)).status;
    const most = Math.ceil(UPLOAD_RATE.burst / data.length);
    let count = 0;
    while (count < most && (await send()) === 404) count += 1;
    expect(count).toBe(most - 1);
    expect(await send()).toBe(429);
    // What is left is enough for a small one.
    expect((await hub.owner('POST', '/api/decks', deck)).status).toBe(200);
    const big = { ...deck, markdown: '## One\n\n'.padEnd(900_000, 'x') };
    while ((await hub.owner('POST', '/api/decks', big)).status !== 429);
    const other = await hub.test.signedIn('lead');
    expect((await other.ask('POST', '/api/decks', deck)).status).toBe(200);
    hub.test.clock.now += 86_400_000;
    expect(await hub.owner('POST', '/api/decks', big)).not.toMatchObject(over);
  });
});
