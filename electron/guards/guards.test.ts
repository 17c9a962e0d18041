import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { destinationOf } from './navigation.ts';
import { keysOf } from '../keysOf.ts';
import { GRANTED, mayGrant, type PermissionAsk } from './permissions.ts';

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

  it.each([
    'display-capture',
    'speaker-selection',
    'clipboard-sanitized-write',
    'persistent-storage',
    'loopback-network',
    'local-network',
    'local-network-access',
  ])('%s is granted', (permission) => {
    expect(mayGrant({ ...own, permission, mediaKinds: [] })).toBe(true);
  });

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
    'screen-wake-lock',
    'unknown',
    'toString',
    '__proto__',
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
    for (const permission of keysOf(GRANTED)) {
      expect(mayGrant({ ...own, permission, ...changes })).toBe(false);
    }
  });
});

/** What a page's code says where Chromium asks for a permission. Nothing here is asked for by another spelling. */
const ASKED_BY: Readonly<Record<string, RegExp>> = {
  media: /\.getUserMedia\(/,
  'display-capture': /\.getDisplayMedia\(/,
  'speaker-selection': /\.setSinkId\b|\.selectAudioOutput\(/,
  'clipboard-sanitized-write': /clipboard\s*\.write(Text)?\(/,
  'loopback-network': /new WebSocket\(/,
  'local-network': /new WebSocket\(/,
  'local-network-access': /new WebSocket\(/,
  'clipboard-read': /clipboard\s*\.read/,
  'persistent-storage': /storage\s*\.persist\(/,
  'screen-wake-lock': /wakeLock\s*\.request\(/,
  'storage-access': /requestStorageAccess/,
  'window-management': /getScreenDetails/,
  fileSystem: /show(Open|Save)FilePicker|showDirectoryPicker/,
  fullscreen: /requestFullscreen/,
  geolocation: /\bgeolocation\b/,
  'idle-detection': /IdleDetector/,
  keyboardLock: /keyboard\s*\.lock\(/,
  'local-fonts': /queryLocalFonts/,
  midi: /requestMIDIAccess/,
  notifications: /new Notification\(|Notification\.requestPermission/,
  pointerLock: /requestPointerLock/,
  usb: /navigator\.(usb|hid|serial|bluetooth)/,
};

/** Only a browser keeps the screen on by the page; in the shell the shell does (SH66). */
const ONLY_IN_A_BROWSER = ['renderer/platform/keepScreenOn.ts'];

describe('SH31: the page’s code and the table', () => {
  const code = globSync('renderer/{console,live,platform,ui,words}/**/*.{ts,tsx}')
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.test\.|testKit|[/]fake/.test(file) && !ONLY_IN_A_BROWSER.includes(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

  it('everything that the page asks for is granted, and nothing else is', () => {
    const asked = keysOf(ASKED_BY).filter((permission) => ASKED_BY[permission]?.test(code));
    expect(asked.sort()).toEqual(keysOf(GRANTED).sort());
  });
});
