import { describe, expect, it } from 'vitest';
import { createScriptUrls } from './scriptUrl.ts';

const ORIGIN = 'https://groups.example.org';

describe('NB50 addresses of scripts', () => {
  it('are trusted under one policy, where they are files of the bundle', () => {
    const names: string[] = [];
    const trusted = createScriptUrls(
      {
        createPolicy(name, { createScriptURL }) {
          names.push(name);
          return { createScriptURL: (url) => `trusted ${createScriptURL(url)}` };
        },
      },
      ORIGIN,
    );
    expect(trusted('/assets/notebook-a1b2c3d4.js')).toBe('trusted /assets/notebook-a1b2c3d4.js');
    expect(trusted(`${ORIGIN}/offline.js`)).toBe('trusted /offline.js');
    expect(names).toEqual(['circlewell']);
  });

  it.each([
    'https://evil.example/assets/x.js',
    '//evil.example/x.js',
    'data:text/javascript,1',
    'blob:https://groups.example.org/1',
    '/api/decks/1',
    '/assets/../api/x.js',
    'javascript:1',
  ])('%s is none', (url) => {
    expect(() => createScriptUrls(undefined, ORIGIN)(url)).toThrow('Only scripts of the bundle');
  });
});
