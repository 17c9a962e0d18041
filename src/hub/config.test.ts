import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from './config.ts';
import { ConfigError } from './settings.ts';

const parse = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => parseConfig(args, env, '/app');

describe('configuration', () => {
  it('has a default for all but the data folder', () => {
    expect(parse(['--data', '/data'])).toMatchObject({
      dataDir: '/data',
      port: 7420,
      host: '127.0.0.1',
      isSample: false,
      tls: null,
      publicUrl: null,
      media: { listenIp: '127.0.0.1', announcedAddress: null, port: 0 },
      turn: null,
      kek: { from: 'file', file: '/data-keys/kek' },
      resourcesDir: '/app/resources',
      webDir: '/app/.vite/renderer',
      logLevel: 'info',
    });
  });

  it('takes what it is told', () => {
    const config = parse(
      [
        '--data',
        '/d',
        '--port',
        '7420',
        '--host',
        '0.0.0.0',
        '--cert',
        '/c',
        '--key',
        '/k',
        '--public-url',
        'https://g.example',
        '--announced-address',
        'g.example',
        '--media-port',
        '44444',
        '--time-zone',
        'Europe/Madrid',
        '--key-file',
        '/safe/kek',
      ],
      { CIRCLEWELL_LOG_LEVEL: 'warn' },
    );
    expect(config).toMatchObject({
      port: 7420,
      tls: { certFile: '/c', keyFile: '/k' },
      publicUrl: 'https://g.example',
      kek: { file: '/safe/kek' },
      logLevel: 'warn',
    });
    expect(config.timeZone()).toBe('Europe/Madrid');
    expect(config.media).toEqual({ listenIp: '0.0.0.0', announcedAddress: 'g.example', port: 44444 });
    const wide = parse(['--data', '/d', '--host', '::', '--announced-address', 'g.example']);
    expect(wide.media.listenIp).toBe('::');
    expect(parse(['--data', '/d', '--host', '::']).media).toMatchObject({
      listenIp: '::',
      announcedAddress: null,
    });
    expect(parse(['--data', '/d'], { CIRCLEWELL_KEK: 'abc' }).kek).toEqual({
      from: 'environment',
      text: 'abc',
      next: null,
    });
    expect(parse(['--data', '/d'], { CIRCLEWELL_KEK: 'abc', CIRCLEWELL_KEK_NEXT: 'def' }).kek).toMatchObject({
      next: 'def',
    });
    expect(() => parse(['--data', '/d'], { CIRCLEWELL_KEK_NEXT: 'def' })).toThrow(
      'goes together with CIRCLEWELL_KEK',
    );
  });

  it('OP22 HO8 takes a token for the figures, and none that is easily guessed', () => {
    expect(parse(['--data', '/d']).metricsToken).toBeNull();
    const given = (CIRCLEWELL_METRICS_TOKEN: string) => parse(['--data', '/d'], { CIRCLEWELL_METRICS_TOKEN });
    expect(given('a token of the watcher').metricsToken).toBe('a token of the watcher');
    expect(() => given('short')).toThrow('CIRCLEWELL_METRICS_TOKEN must have at least 16 characters');
    for (const token of ['changeme-changeme', 'ababababababababab', 'REPLACE-THIS-TOKEN'])
      expect(() => given(token)).toThrow('easily guessed: make one with "openssl rand -base64 33"');
  });

  it('RE12 keeps the key beside the data folder; a throw-away practice keeps it inside, also when started again', () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'circlewell-config-'));
    expect(parse(['--data', dir]).kek).toEqual({ from: 'file', file: path.join(`${dir}-keys`, 'kek') });
    expect(parse(['--data', dir, '--sample']).kek).toEqual({
      from: 'file',
      file: path.join(dir, 'sample-kek'),
    });
    writeFileSync(path.join(dir, 'sample-kek'), 'x');
    expect(parse(['--data', dir]).kek).toEqual({ from: 'file', file: path.join(dir, 'sample-kek') });
    rmSync(dir, { recursive: true });
  });

  it.each([
    [[], '--data is missing'],
    [['--data', '/d', '--port', '70000'], '--port must be a number from 0 to 65535'],
    [['--data', '/d', '--port', 'http'], '--port must be'],
    [['--data', '/d', '--cert', '/c'], '--cert and --key belong together'],
    [['--data', '/d', '--public-url', 'groups.example.org'], '--public-url must be an address'],
    [['--data', '/d', '--public-url', 'https://x.example/path'], 'must be without a path'],
    [['--data', '/d', '--public-url', 'javascript:alert(1)'], '--public-url must be'],
    [['--data', '/d', '--host', 'example.org'], '--host must be an IP address'],
    [['--data', '/d', '--time-zone', 'Mars'], '--time-zone must be a name'],
    [['--data', '/d', '--nonsense'], '--nonsense'],
    [['--data', '/d', 'stray'], 'stray'],
  ])('refuses %j with a sentence', (args, sentence) => {
    expect(() => parse(args)).toThrow(ConfigError);
    expect(() => parse(args)).toThrow(sentence);
  });
});
