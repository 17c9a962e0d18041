import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isGuessableKey } from './guessableKey.ts';

describe('HO8: a key that is easily guessed', () => {
  it.each([
    ['zeros', Buffer.alloc(32)],
    ['one byte again and again', Buffer.alloc(32, 0xa5)],
    ['a few bytes in turn', Buffer.alloc(32, 'abcdefg')],
    ['a run of numbers', Buffer.from(Array.from({ length: 32 }, (_, index) => index))],
    ['a run that goes round', Buffer.from(Array.from({ length: 32 }, (_, index) => 240 - index * 17))],
    ['digits as text', Buffer.from('0123456789abcdef0123456789abcdef')],
  ])('is one of %s', (_name, key) => {
    expect(isGuessableKey(key)).toBe(true);
  });

  it('is none that was drawn', () => {
    for (let drawn = 0; drawn < 1_000; drawn += 1) expect(isGuessableKey(randomBytes(32))).toBe(false);
  });
});
