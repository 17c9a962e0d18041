import { describe, expect, it } from 'vitest';
import { BEGINNING } from '../../../src/protocol/notebook/sync.ts';
import { createHttpTransport } from './createHttpTransport.ts';

/** A hub that never answers, as `fetch` has it. */
const hanging: typeof fetch = (_, init) =>
  new Promise((_resolve, reject) =>
    init?.signal?.addEventListener('abort', () => reject(new Error('ended'))),
  );

describe('the way to the hub', () => {
  it('NB13 ends what is being asked when the notebook is locked', async () => {
    const lock = new AbortController();
    const asked = createHttpTransport({ fetch: hanging, staffId: 'ana', signal: lock.signal }).feeds();
    lock.abort();
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('NB30 does not take half an answer for one of another shape', async () => {
    const lock = new AbortController();
    const half: typeof fetch = async (_, init) => {
      const body = new ReadableStream({
        start: (into) => init?.signal?.addEventListener('abort', () => into.error(new Error('ended'))),
      });
      return new Response(body);
    };
    const asked = createHttpTransport({ fetch: half, staffId: 'ana', signal: lock.signal }).feeds();
    await Promise.resolve();
    lock.abort();
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('NB30 ID63 says with each request whose notebook it is', async () => {
    const told: (string | null)[] = [];
    const refusing: typeof fetch = async (_, init) => {
      told.push(new Headers(init?.headers).get('circlewell-account'));
      return Response.json({ error: { kind: 'signed_out', rule: 'account.otherSignIn' } }, { status: 401 });
    };
    const { signal } = new AbortController();
    const hub = createHttpTransport({ fetch: refusing, staffId: 'ana', signal });
    const writer = { id: 'w', acknowledged: 0 };
    const refused = { kind: 'signed_out', rule: 'account.otherSignIn' };
    await expect(hub.feeds()).rejects.toMatchObject(refused);
    await expect(hub.changes({ feed: 'group/g', writer, after: BEGINNING })).rejects.toMatchObject(refused);
    await expect(
      hub.send({ feed: 'group/g', writer, sequence: 1, base: BEGINNING, updates: [] }),
    ).rejects.toMatchObject(refused);
    await expect(hub.news('now')).rejects.toMatchObject(refused);
    expect(told).toEqual(['ana', 'ana', 'ana', 'ana']);
  });
});
