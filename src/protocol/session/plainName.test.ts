import { describe, expect, it } from 'vitest';
import { displayNameSchema } from './people.ts';
import { givenNameSchema } from './plainName.ts';

describe('ID16: a name as it is given', () => {
  it.each([
    ['an override', '\u202eevil\u202c'],
    ['an embedding', 'Ana\u202b R.'],
    ['an isolate that is not closed', 'Ana \u2067R.'],
    ['an isolate that is closed twice', '\u2066Ana\u2069\u2069 R.'],
    ['an isolate closed before it is opened', 'Ana\u2069\u2066'],
    ['NUL', 'Ana\u0000R.'],
    ['a line’s end', 'Ana\nR.'],
    ['half a surrogate', 'Ana \ud800'],
    ['spaces of no width', '\u200b\u200b'],
    ['a Hangul filler', '\u3164'],
    ['an empty cell of Braille', '\u2800 \u2800'],
    ['a variation selector', '\ufe0f'],
    ['a private sign', '\ue000'],
  ])('is refused with %s', (_name, name) => {
    expect(givenNameSchema.safeParse(name).success).toBe(false);
  });

  it.each([
    'Ana R.',
    'José Ñ.',
    'O’Neil',
    '李 W.',
    'שרה כ.',
    '\u2067שרה\u2069 K.',
    'می\u200cترا',
    '👩‍👩‍👧 R.',
    '3',
    '<b>',
  ])('may be %s', (name) => {
    expect(givenNameSchema.parse(` ${name} `)).toBe(name);
  });

  it('stays readable where it was kept before', () => {
    expect(displayNameSchema.parse('\u202eevil\u202c')).toBe('\u202eevil\u202c');
  });
});
