import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepLinkSchema } from '../../src/protocol/ipc/deepLink.ts';
import { createLinkBox } from './linkBox.ts';
import { findDeepLink, parseDeepLink } from './parseDeepLink.ts';

const SESSION = 'circlewell://session/7f3c1a90-7f0c-4b8e-9a52-2f6f4a6f1c11';

describe('SH63: what a link may ask for', () => {
  it.each([
    ['circlewell://today', { action: 'today' }],
    ['circlewell://today/', { action: 'today' }],
    [SESSION, { action: 'session', sessionId: '7f3c1a90-7f0c-4b8e-9a52-2f6f4a6f1c11' }],
    ['circlewell://session/s_1/', { action: 'session', sessionId: 's_1' }],
    [
      'circlewell://join?hub=https%3A%2F%2Fhub.example.org',
      { action: 'join', address: 'https://hub.example.org' },
    ],
    [
      'circlewell://join?hub=https://hub.example.org/',
      { action: 'join', address: 'https://hub.example.org' },
    ],
    [
      'circlewell://join?hub=https://hub.example.org:8443',
      { action: 'join', address: 'https://hub.example.org:8443' },
    ],
  ])('%s', (text, link) => {
    expect(parseDeepLink(text)).toEqual(link);
  });

  it.each([
    '',
    'circlewell:',
    'circlewell://',
    'circlewell:today',
    'circlewell:///today',
    'CIRCLEWELL://today',
    'circlewell://Today',
    'circlewell://today?x=1',
    'circlewell://today#x',
    'circlewell://today//',
    ' circlewell://today',
    'circlewell://today\n',
    'circlewell://user@today',
    'circlewell://session/',
    'circlewell://session/../today',
    'circlewell://session/a/b',
    'circlewell://session/%2e%2e',
    'circlewell://session/a%00b',
    'circlewell://session/a?b',
    'circlewell://session/a\u202eb',
    'circlewell://session/ａ',
    `circlewell://session/${'a'.repeat(65)}`,
    'circlewell://settings',
    'circlewell://join',
    'circlewell://join?hub=',
    'circlewell://join?hub=hub.example.org',
    'circlewell://join?hub=http://hub.example.org',
    'circlewell://join?hub=http://127.0.0.1:7420',
    'circlewell://join?hub=javascript:alert(1)',
    'circlewell://join?hub=javascript%3Aalert%281%29',
    'circlewell://join?hub=file:///etc/passwd',
    'circlewell://join?hub=%5C%5Cserver%5Cshare',
    'circlewell://join?hub=\\\\server\\share',
    'circlewell://join?hub=//server/share',
    'circlewell://join?hub=https://user:secret@hub.example.org',
    'circlewell://join?hub=https%3A%2F%2Fhub.example.org%40evil.example',
    'circlewell://join?hub=https%253A%252F%252Fhub.example.org',
    'circlewell://join?hub=https://hub.example.org/path',
    'circlewell://join?hub=https://hub.example.org&go=1',
    'circlewell://join?go=1&hub=https://hub.example.org',
    'circlewell://join?hub=https://hub.example.org:99999999',
    'circlewell://join?hub=%E0%A4%A',
    'circlewell://join?hub=%ff',
    'javascript:alert(1)',
    'file:///etc/passwd',
    '\\\\server\\share',
    'https://hub.example.org/circlewell://today',
  ])('not %s', (text) => {
    expect(parseDeepLink(text)).toBeNull();
  });

  it('not one of 64 KB', () => {
    const long = 'a'.repeat(65_536);
    for (const text of [
      `circlewell://${long}`,
      `circlewell://session/${long}`,
      `circlewell://join?hub=https://${long}.example.org`,
    ])
      expect(parseDeepLink(text)).toBeNull();
  });

  it('is nothing but what the schema knows, whatever is thrown at it', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'circlewell:',
        '//',
        'session/',
        'today',
        'join?hub=',
        'https://',
        '%2f',
        '%5C',
        '@',
        '..',
        '\0',
        ':',
      ),
      fc.webUrl(),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      fc.array(piece, { maxLength: 6 }).map((pieces) => `circlewell://${pieces.join('')}`),
      fc.array(piece, { maxLength: 4 }).map((pieces) => `circlewell://join?hub=${pieces.join('')}`),
      fc.array(piece, { maxLength: 4 }).map((pieces) => `circlewell://session/${pieces.join('')}`),
    );
    let understood = 0;
    fc.assert(
      fc.property(text, (given) => {
        const link = parseDeepLink(given);
        if (link === null) return;
        understood += 1;
        expect(deepLinkSchema.parse(link)).toEqual(link);
        // What is understood holds nothing but letters that every parser reads alike.
        expect(given).toMatch(/^[\w.~:/?=%-]+$/);
        if (link.action === 'join') expect(new URL(link.address).origin).toBe(link.address);
      }),
      { numRuns: 3000 },
    );
    expect(understood).toBeGreaterThan(10);
  });

  it('understands every session’s id that the hub gives', () => {
    fc.assert(
      fc.property(fc.uuid(), (sessionId) => {
        expect(parseDeepLink(`circlewell://session/${sessionId}`)).toEqual({ action: 'session', sessionId });
      }),
    );
  });
});

describe('SH62: the command line of another instance', () => {
  it.each<[string, string[]]>([
    ['alone', ['/app/circlewell', SESSION]],
    ['after what Chromium adds', ['/app/circlewell', '--allow-file-access-from-files', '--', SESSION]],
    ['before it', ['/app/circlewell', SESSION, '--original-process-start-time=1', '/home/ada']],
  ])('has its link found %s', (_name, argv) => {
    expect(findDeepLink(argv)).toMatchObject({ action: 'session' });
  });

  it.each<[string, string[]]>([
    ['none', ['/app/circlewell']],
    ['two', ['/app/circlewell', SESSION, 'circlewell://today']],
    ['a good one and a bad one', ['/app/circlewell', SESSION, 'circlewell://session/../x']],
    ['one in a switch', ['/app/circlewell', `--inspect=${SESSION}`]],
    ['one in a path', ['/app/circlewell', `C:\\${SESSION}`]],
    ['one as the program’s name', [SESSION]],
    [
      'other switches',
      ['/app/circlewell', '--gpu-launcher=calc.exe', '--renderer-cmd-prefix=x', 'file:///etc/passwd'],
    ],
  ])('holds no link that counts where there is %s', (_name, argv) => {
    expect(findDeepLink(argv)).toBeNull();
  });
});

describe('SH64: a link waits for the page', () => {
  it('is given out once, the newest', () => {
    let told = 0;
    const box = createLinkBox(() => (told += 1));
    expect(box.take()).toBeNull();
    box.put({ action: 'today' });
    box.put({ action: 'session', sessionId: 's1' });
    expect(told).toBe(2);
    expect(box.take()).toEqual({ action: 'session', sessionId: 's1' });
    expect(box.take()).toBeNull();
  });
});
