import { describe, expect, it } from 'vitest';
import { destinationOf } from './navigation.ts';
import { mayGrant, type PermissionAsk } from './permissions.ts';

describe('SH30: where a page may go', () => {
  it('stays on its own', () => {
    expect(destinationOf('app://circlewell/groups')).toEqual({ kind: 'own' });
  });

  it.each([
    'https://example.org/',
    'https://www.example.org/a?b=c#d',
    'https://example.org:8443/x',
    'HTTPS://Example.ORG/',
  ])('%s opens in the system’s browser', (address) => {
    expect(destinationOf(address)).toEqual({ kind: 'external', url: new URL(address).href });
  });

  it.each([
    'http://example.org/',
    'https://user:secret@example.org/',
    'https://example.org@evil.example/',
    'https:\\\\evil.example\\x',
    'https://example.org/\u0000',
    'https://example.org/ x',
    'https://127.0.0.1/',
    'https://localhost/',
    'https://[::1]/',
    'https:example.org@evil.example',
    'file:///etc/passwd',
    'file://server/share',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:app://circlewell/1',
    'about:blank',
    'smb://server/share',
    'ms-msdt:/id',
    'circlewell://join',
    'app://elsewhere/',
    `https://example.org/${'x'.repeat(3000)}`,
    '',
  ])('%s goes nowhere', (address) => {
    expect(destinationOf(address)).toEqual({ kind: 'refused' });
  });
});

describe('SH31: permissions', () => {
  const own: PermissionAsk = {
    permission: 'media',
    requestingUrl: 'app://circlewell/',
    isMainFrame: true,
    mediaKinds: ['audio'],
  };

  it.each([[['audio']], [['video']], [['audio', 'video']]])('media: %j', (mediaKinds) => {
    expect(mayGrant({ ...own, mediaKinds })).toBe(true);
  });

  it.each([[[]], [['unknown']], [['audio', 'unknown']], [['screen']]])(
    'media is refused for %j',
    (mediaKinds) => {
      expect(mayGrant({ ...own, mediaKinds })).toBe(false);
    },
  );

  it.each(['display-capture', 'speaker-selection', 'clipboard-sanitized-write'])(
    '%s is granted',
    (permission) => {
      expect(mayGrant({ ...own, permission, mediaKinds: [] })).toBe(true);
    },
  );

  it.each([
    'clipboard-read',
    'geolocation',
    'notifications',
    'midi',
    'usb',
    'hid',
    'serial',
    'openExternal',
    'fileSystem',
    'pointerLock',
    'unknown',
    '',
  ])('%s is refused', (permission) => {
    expect(mayGrant({ ...own, permission })).toBe(false);
  });

  it.each<[string, Partial<PermissionAsk>]>([
    ['another origin', { requestingUrl: 'https://evil.example/' }],
    ['no origin', { requestingUrl: '' }],
    ['a file', { requestingUrl: 'file:///index.html' }],
    ['a frame in the page', { isMainFrame: false }],
  ])('%s gets nothing', (_name, changes) => {
    for (const permission of ['media', 'display-capture', 'speaker-selection', 'clipboard-sanitized-write']) {
      expect(mayGrant({ ...own, permission, ...changes })).toBe(false);
    }
  });
});
