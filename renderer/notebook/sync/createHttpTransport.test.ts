import { describe, expect, it } from 'vitest';
import { createHttpTransport } from './createHttpTransport.ts';

/** A hub that never answers, as `fetch` has it. */
const hanging: typeof fetch = (_, init) =>
  new Promise((_resolve, reject) =>
    init?.signal?.addEventListener('abort', () => reject(new Error('ended'))),
  );

describe('the way to the hub', () => {
  it('NB13 ends what is being asked when the notebook is locked', async () => {
    const lock = new AbortController();
    const asked = createHttpTransport({ fetch: hanging, signal: lock.signal }).feeds();
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
    const asked = createHttpTransport({ fetch: half, signal: lock.signal }).feeds();
    await Promise.resolve();
    lock.abort();
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
