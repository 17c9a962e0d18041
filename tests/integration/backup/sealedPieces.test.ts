import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPieces, PIECE_BYTES, sealedLength, sealPieces } from '../../../src/hub/backup/sealedPieces.ts';

const key = {
  key: new Uint8Array(32).fill(3),
  noncePrefix: new Uint8Array(7).fill(4),
  header: new Uint8Array([1, 2, 3]),
};
const SEALED = PIECE_BYTES + 16;
async function* inParts(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function collect(source: AsyncIterable<Uint8Array>) {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}
const seal = (plain: Uint8Array, size = 100_000) => collect(sealPieces(inParts(plain, size), key));
const open = (sealed: Uint8Array, size = 77_777, with_ = key) =>
  collect(openPieces(inParts(sealed, size), with_));
const bytes = (length: number) => Buffer.alloc(length, 'circle');

describe('sealed pieces', () => {
  it.each([0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES, 3 * PIECE_BYTES + 5])(
    'OP2 opens %i bytes as they were, however the stream is cut',
    async (length) => {
      const sealed = await seal(bytes(length));
      expect(sealed.length).toBe(sealedLength(length));
      expect((await open(sealed)).equals(bytes(length))).toBe(true);
      expect((await open(sealed, SEALED)).equals(bytes(length))).toBe(true);
    },
  );

  it('OP2 notices any flipped bit, whatever piece it is in', async () => {
    const sealed = await seal(bytes(PIECE_BYTES + 200));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: sealed.length * 8 - 1 }), async (bit) => {
        const flipped = Uint8Array.from(sealed);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await expect(open(flipped)).rejects.toMatchObject({ trouble: 'altered' });
      }),
      { numRuns: 60 },
    );
  });

  it('OP2 notices pieces that were left out, doubled, exchanged or cut off, and another header', async () => {
    const sealed = await seal(bytes(3 * PIECE_BYTES + 10));
    const piece = (index: number) => sealed.subarray(index * SEALED, (index + 1) * SEALED);
    const [one, two, three, last] = [piece(0), piece(1), piece(2), piece(3)];
    for (const order of [
      [one, two, three],
      [one, two, last],
      [two, one, three, last],
      [one, one, two, three, last],
      [one, two, three, last, last],
      [last],
      [one.subarray(0, 500)],
      [],
    ])
      await expect(open(Buffer.concat(order))).rejects.toMatchObject({ trouble: 'altered' });
    const other = { ...key, header: new Uint8Array([1, 2, 4]) };
    await expect(open(sealed, 1000, other)).rejects.toMatchObject({ trouble: 'altered' });
  });
});
