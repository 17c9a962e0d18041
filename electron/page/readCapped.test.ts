import { describe, expect, it } from 'vitest';
import { readCapped } from './readCapped.ts';

/** An answer that goes on for as long as somebody reads; how much of it was read, and whether it was let go. */
function endless() {
  const seen = { pieces: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      seen.pieces += 1;
      controller.enqueue(new Uint8Array(1_000));
    },
    cancel() {
      seen.isCancelled = true;
    },
  });
  return { seen, answer: new Response(body) };
}

describe('SH89: an answer is read only so far', () => {
  it('whole, where it is as long as it may be, and not where it is longer', async () => {
    const text = 'ñ'.repeat(10);
    await expect(readCapped(new Response(text), 20)).resolves.toBe(text);
    await expect(readCapped(new Response(text), 19)).rejects.toThrow('longer than 19 bytes');
    await expect(readCapped(new Response(null, { status: 204 }), 0)).resolves.toBe('');
  });

  it('and one that never ends is let go', async () => {
    const { seen, answer } = endless();
    await expect(readCapped(answer, 5_000)).rejects.toThrow();
    expect(seen.pieces).toBeLessThan(10);
    expect(seen.isCancelled).toBe(true);
  });
});
