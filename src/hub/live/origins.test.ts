import { describe, expect, it } from 'vitest';
import { isAllowedOrigin } from './origins.ts';

describe('isAllowedOrigin', () => {
  it('LI1: takes the app and the own ones, to the letter', () => {
    const own = ['https://hub.example'];
    expect(isAllowedOrigin('app://circlewell', own)).toBe(true);
    expect(isAllowedOrigin('https://hub.example', own)).toBe(true);
    for (const origin of [
      undefined,
      '',
      'null',
      'http://hub.example',
      'https://hub.example:444',
      'app://circlewell.example',
    ]) {
      expect(isAllowedOrigin(origin, own)).toBe(false);
    }
  });
});
