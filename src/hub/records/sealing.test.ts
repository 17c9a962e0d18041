import { describe, expect, it } from 'vitest';
import { createSealer, unwrapKey, wrapKey } from './sealing.ts';

const key = new Uint8Array(32).fill(1);
const place = { table: 'members', column: 'display_name', id: 'm1' };

describe('sealing', () => {
  it('RE9 opens what it sealed, in its own place with its own key alone', () => {
    const sealer = createSealer(key);
    const sealed = sealer.seal(place, 'Ana R. ñ');
    expect(sealer.open(place, sealed)).toBe('Ana R. ñ');
    for (const other of [
      { ...place, id: 'm2' },
      { ...place, table: 'x' },
      { ...place, column: 'x' },
      { ...place, seq: 0 },
    ]) {
      expect(() => sealer.open(other, sealed)).toThrow();
    }
    expect(() => createSealer(new Uint8Array(32).fill(2)).open(place, sealed)).toThrow();
  });

  it('RE9 keeps places apart whose parts run into one another', () => {
    const sealer = createSealer(key);
    const sealed = sealer.seal({ table: 'a', column: 'b"', id: 'c' }, 'x');
    expect(() => sealer.open({ table: 'a', column: 'b', id: '"c' }, sealed)).toThrow();
  });

  it('RE14 marks a text alike in one place under one key, and nowhere else', () => {
    const sealer = createSealer(key);
    const mark = sealer.mark(place, 'Ana R.');
    expect(mark).toMatch(/^[\da-f]{64}$/);
    expect(createSealer(key).mark(place, 'Ana R.')).toBe(mark);
    const others = [
      sealer.mark(place, 'Ana R'),
      sealer.mark({ ...place, id: 'm2' }, 'Ana R.'),
      createSealer(new Uint8Array(32).fill(2)).mark(place, 'Ana R.'),
    ];
    expect(new Set([mark, ...others]).size).toBe(4);
  });

  it('RE9 notices every flipped bit and every cut', () => {
    const sealer = createSealer(key);
    const sealed = sealer.seal(place, 'text');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const flipped = Uint8Array.from(sealed);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => sealer.open(place, flipped)).toThrow();
    }
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => sealer.open(place, sealed.subarray(0, length))).toThrow();
  });

  it('seals the same text differently each time', () => {
    const sealer = createSealer(key);
    expect(sealer.seal(place, 'x')).not.toEqual(sealer.seal(place, 'x'));
  });

  it('wraps a data key for its id and its key-encryption key alone', () => {
    const wrapped = wrapKey(key, 'practice', new Uint8Array(32).fill(9));
    expect([...unwrapKey(key, 'practice', wrapped)]).toEqual([...new Uint8Array(32).fill(9)]);
    expect(() => unwrapKey(key, 'other', wrapped)).toThrow();
    expect(() => unwrapKey(new Uint8Array(32).fill(2), 'practice', wrapped)).toThrow();
  });
});
