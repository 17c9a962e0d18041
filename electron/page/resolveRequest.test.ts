import fc from 'fast-check';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOwnUrl } from './appOrigin.ts';
import { resolveRequest } from './resolveRequest.ts';

const PAGE = { kind: 'file', segments: ['index.html'] };

describe('SH1: what an address stands for', () => {
  it.each([
    ['app://circlewell/', PAGE],
    ['app://circlewell', PAGE],
    ['app://circlewell/groups/42?tab=people#top', PAGE],
    [
      'app://circlewell/assets/console-a1b2c3d4.js',
      { kind: 'file', segments: ['assets', 'console-a1b2c3d4.js'] },
    ],
    ['app://circlewell/assets/with%20space.svg', { kind: 'file', segments: ['assets', 'with space.svg'] }],
    ['app://circlewell/api', { kind: 'hub', pathAndQuery: '/api' }],
    ['app://circlewell/api/groups?archived=1#x', { kind: 'hub', pathAndQuery: '/api/groups?archived=1' }],
    ['app://circlewell/apis/x.js', { kind: 'file', segments: ['apis', 'x.js'] }],
    ['app://circlewell//evil.example/x.js', { kind: 'file', segments: ['evil.example', 'x.js'] }],
  ])('%s', (address, expected) => {
    expect(resolveRequest(address)).toEqual(expected);
  });
});

describe('SH2: no way out of the folder', () => {
  it.each([
    'app://circlewell/..%2f..%2fetc%2fpasswd.txt',
    'app://circlewell/assets/..%5c..%5cwindows%5cwin.ini',
    'app://circlewell/assets%2f%2e%2e%2f%2e%2e%2fpackage.json',
    'app://circlewell/C:/windows/win.ini',
    'app://circlewell/C%3a/windows/win.ini',
    'app://circlewell/index.html::$DATA',
    'app://circlewell/index.html%00.png',
    'app://circlewell/index.html.',
    'app://circlewell/index.html%20',
    'app://circlewell/.env',
    'app://circlewell/assets/.git/config.txt',
    'app://circlewell/%e0%a4%a.js',
    'app://circlewell/%ff.js',
    'app://elsewhere/index.html',
    'app://circlewell:80/index.html',
    'app://someone@circlewell/index.html',
    'file:///etc/passwd',
    'https://circlewell/index.html',
    'not an address',
  ])('%s is refused', (address) => {
    expect(resolveRequest(address)).toEqual({ kind: 'refused' });
  });

  it('dots that the address itself resolves stay inside', () => {
    expect(resolveRequest('app://circlewell/../../etc/x.txt')).toEqual({
      kind: 'file',
      segments: ['etc', 'x.txt'],
    });
    expect(resolveRequest('app://circlewell/%2e%2e/%2E%2e/x.txt')).toEqual({
      kind: 'file',
      segments: ['x.txt'],
    });
    expect(resolveRequest('app://circlewell/api/../package.json')).toEqual({
      kind: 'file',
      segments: ['package.json'],
    });
  });

  it('holds for any path, on either family of systems', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2E%2e',
      '%2f',
      '/',
      '\\',
      '%5c',
      'a',
      'b.js',
      '%00',
      '%',
      'C:',
      ' ',
      '%c0%ae',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
        const resolved = resolveRequest(`app://circlewell/${pieces.join('')}`);
        if (resolved.kind === 'hub') return resolved.pathAndQuery.startsWith('/api');
        if (resolved.kind === 'refused') return true;
        return [path.posix, path.win32].every((system) => {
          const root = system.resolve('/bundle');
          return system.resolve(root, ...resolved.segments).startsWith(root + system.sep);
        });
      }),
    );
  });
});

describe('isOwnUrl', () => {
  it('knows own addresses and no others', () => {
    expect(isOwnUrl('app://circlewell/today')).toBe(true);
    expect(isOwnUrl('app://circlewell.example/')).toBe(false);
    expect(isOwnUrl('apps://circlewell/')).toBe(false);
    expect(isOwnUrl('')).toBe(false);
  });
});
