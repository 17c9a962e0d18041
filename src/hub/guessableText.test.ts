import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isGuessableText } from './guessableText.ts';

describe('HO8: a secret text that is easily guessed', () => {
  it('is what stands in our own example of a relay', () => {
    const example = readFileSync(new URL('../../deploy/turnserver.conf', import.meta.url), 'utf8');
    const [, text = ''] = /^static-auth-secret=(.+)$/m.exec(example) ?? [];
    expect(text.length).toBeGreaterThan(16);
    expect(isGuessableText(text)).toBe(true);
  });

  it.each([
    'changemechangeme',
    'Please-Change-Me!',
    'an-example-secret-1',
    'aaaaaaaaaaaaaaaa',
    'abcabcabcabcabcabc',
  ])('is %s', (text) => {
    expect(isGuessableText(text)).toBe(true);
  });

  it('is none that was drawn', () => {
    for (let drawn = 0; drawn < 1_000; drawn += 1)
      expect(isGuessableText(randomBytes(33).toString('base64'))).toBe(false);
  });
});
