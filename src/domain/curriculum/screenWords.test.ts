import { describe, expect, it } from 'vitest';
import { countScreenWords } from './screenWords.ts';

describe('countScreenWords', () => {
  it.each([
    ['', 0],
    ['**Stop:** get to a safer place', 6],
    ['1. Leave\n2. Call', 2],
    ['- Saying "I\'m fine" when it isn\'t true', 7],
    ['¿Qué pasó ahí? Sueño.', 4],
    ['| Trap | Sounds like |\n| --- | --- |\n| All-or-nothing | "It won’t work" |', 7],
    ['[a page](https://example.org/a/b) ![a cat](cat.png)', 2],
    ['```loop: A | B | C\nThis is read out.\n```\nNow you.', 5],
    ['```\ntwo words\n```', 2],
  ])('CU10 counts %j as %i', (body, words) => {
    expect(countScreenWords(body)).toBe(words);
  });
});
