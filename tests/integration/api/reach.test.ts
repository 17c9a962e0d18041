import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seatReplySchema } from '../../../src/protocol/api/door.ts';
import { groupReplySchema, memberLinkReplySchema } from '../../../src/protocol/api/groups.ts';
import { createTestHub, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
let staff: Ask;
beforeEach(async () => {
  test = await createTestHub();
  ({ ask: staff } = await test.setUp());
});
afterEach(() => test.close());

/** Two members of one group in their seats. */
async function seats(): Promise<{ seatId: string; ask: Ask }[]> {
  const body = { name: 'Evening', template: 'IOP-180', meetingTimes: [] };
  const { group } = groupReplySchema.parse((await staff('POST', '/api/groups', body)).json);
  const taken: { seatId: string; ask: Ask }[] = [];
  for (const displayName of ['Ana R.', 'Ben T.']) {
    const { json } = await staff('POST', `/api/groups/${group.id}/members`, { displayName, language: 'en' });
    const token = memberLinkReplySchema.parse(json).url.split('#')[1];
    const entered = await test.as(null)('POST', '/api/door', { token });
    taken.push({
      seatId: seatReplySchema.parse(entered.json).seatId,
      ask: test.as(entered.cookie ?? null),
    });
  }
  return taken;
}

describe('HO22: trying whether one gets through', () => {
  it('is for who has the seat, and neither for others’ seats, nor for staff, nor for anybody else', async () => {
    const [ana, ben] = await seats();
    const url = `/api/seats/${ana?.seatId}/reach`;
    // This hub has no media, which is as far as a request with the right to it comes.
    expect((await ana?.ask('POST', url))?.json).toMatchObject({ error: { kind: 'unavailable' } });
    const body = { dtlsParameters: {} };
    expect((await ana?.ask('POST', `${url}/try-1/udp`, body))?.json).toMatchObject({
      error: { kind: 'gone' },
    });
    for (const ask of [ben?.ask, staff, test.as(null)]) {
      expect((await ask?.('POST', url))?.json).toMatchObject({ error: { kind: 'signed_out' } });
      expect((await ask?.('POST', `${url}/try-1/udp`, body))?.json).toMatchObject({
        error: { kind: 'signed_out' },
      });
    }
  });

  it('takes no other way and no other shape', async () => {
    const [ana] = await seats();
    const url = `/api/seats/${ana?.seatId}/reach/try-1`;
    for (const [way, body] of [
      ['smoke', { dtlsParameters: {} }],
      ['udp', {}],
      ['udp', { dtlsParameters: {}, more: 1 }],
      ['udp', { dtlsParameters: 'x' }],
    ] as const)
      expect((await ana?.ask('POST', `${url}/${way}`, body))?.json).toMatchObject({
        error: { kind: 'invalid' },
      });
  });
});
