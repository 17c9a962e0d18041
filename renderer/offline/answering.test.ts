import { describe, expect, it } from 'vitest';
import { answering } from './answering.ts';
import { consoleFiles } from './consoleFiles.ts';

const ORIGIN = 'https://groups.example.org';
const FILES = new Set(['/assets/console-a1.js']);

describe('NB60 the worker', () => {
  it.each([
    ['/', 'navigate', 'consolePage'],
    ['/today', 'navigate', 'consolePage'],
    ['/session/s1?x=1', 'navigate', 'consolePage'],
    ['/assets/console-a1.js', 'cors', 'keptFile'],
    ['/assets/member-b2.js', 'cors', 'network'],
    ['/join', 'navigate', 'network'],
    ['/join/abc', 'navigate', 'network'],
    ['/api/groups', 'cors', 'network'],
    ['/api/backups/1', 'navigate', 'network'],
    ['/join.html', 'navigate', 'network'],
    ['/today', 'cors', 'network'],
  ])('leaves %s (%s) to: %s', (path, mode, answer) => {
    expect(answering({ method: 'GET', mode, url: ORIGIN + path }, ORIGIN, FILES)).toBe(answer);
  });

  it('takes no part in what is sent, nor in other origins', () => {
    expect(answering({ method: 'POST', mode: 'navigate', url: `${ORIGIN}/` }, ORIGIN, FILES)).toBe('network');
    const elsewhere = { method: 'GET', mode: 'cors', url: 'https://evil.example/assets/console-a1.js' };
    expect(answering(elsewhere, ORIGIN, FILES)).toBe('network');
  });

  it('keeps what the console can need, and nothing that the member’s page alone uses', () => {
    const file = (...imports: string[]) => ({ imports, isPage: false });
    const built = new Map([
      ['console.js', file('shared.js', 'console.css', 'es.js')],
      ['member.js', file('shared.js', 'member.css', 'es-member.js')],
      ['shared.js', file()],
      ['es.js', file()],
      ['es-member.js', file()],
      ['console.css', file()],
      ['member.css', file()],
      ['thread.js', file()],
      ['console.js.map', file()],
      ['offline.js', file()],
      ['index.html', { imports: [], isPage: true }],
    ]);
    const entries = { console: 'console.js', member: 'member.js', offline: 'offline.js' };
    expect(consoleFiles(built, entries)).toEqual([
      'console.css',
      'console.js',
      'es.js',
      'shared.js',
      'thread.js',
    ]);
  });
});
