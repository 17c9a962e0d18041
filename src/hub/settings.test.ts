import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOSTING_OPTIONS, HUB_HELP } from '../../scripts/start/options.mjs';
import { parseConfig } from './config.ts';
import { ConfigError, environmentName, readSettings, SETTINGS, settingsHelp } from './settings.ts';

const SECRET = 'a secret of the relay';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'circlewell-settings-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function fileWith(content: unknown): string {
  const file = path.join(folder, 'hub.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}
const parse = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => parseConfig(args, env, '/app');

describe('HO1: where a setting can be given', () => {
  it('the command line goes before the environment, and that before the file', () => {
    const file = fileWith({ data: '/data', port: 1, 'media-port': 2, host: '0.0.0.0' });
    const env = { CIRCLEWELL_CONFIG: file, CIRCLEWELL_PORT: '3', CIRCLEWELL_MEDIA_PORT: '4' };
    expect(parse(['--port', '5'], env)).toMatchObject({
      dataDir: '/data',
      host: '0.0.0.0',
      port: 5,
      media: { port: 4 },
    });
  });

  it('--config goes before CIRCLEWELL_CONFIG, and what is empty is not given', () => {
    const file = fileWith({ data: '/data', sample: true });
    const env = { CIRCLEWELL_CONFIG: '/nowhere.json', CIRCLEWELL_HOST: '', CIRCLEWELL_SAMPLE: 'false' };
    expect(parse(['--config', file], env)).toMatchObject({ host: '127.0.0.1', isSample: false });
    expect(parse(['--config', file]).isSample).toBe(true);
    expect(parse(['--data', '/d', '--sample'], { CIRCLEWELL_CONFIG: '' }).isSample).toBe(true);
  });

  it('HO2: paths in the file are meant from its folder', () => {
    const file = fileWith({ data: 'data', cert: 'tls/cert.pem', key: '/tls/key.pem' });
    expect(parse(['--config', file])).toMatchObject({
      dataDir: path.join(folder, 'data'),
      tls: { certFile: path.join(folder, 'tls/cert.pem'), keyFile: '/tls/key.pem' },
    });
  });
});

describe('HO3: what cannot be used', () => {
  it.each<[string, unknown, string]>([
    ['no JSON', '{', 'is no JSON'],
    ['a list', [], 'must hold one JSON object'],
    ['a nested value', { data: '/d', port: { a: 1 } }, '"port" in FILE must be a text, a number'],
    ['an unknown setting', { data: '/d', prot: 1 }, '"prot" in FILE is no setting'],
    ['a secret', { data: '/d', 'turn-secret': SECRET }, '"turn-secret" in FILE is no setting'],
    ['a value out of range', { data: '/d', port: 70_000 }, '"port" in FILE must be a number from 0'],
    ['a switch that is neither', { data: '/d', sample: 'yes' }, '"sample" in FILE must be true or false'],
  ])('%s in the file', (_name, content, sentence) => {
    const file = fileWith(content);
    expect(() => parse(['--config', file])).toThrow(ConfigError);
    expect(() => parse(['--config', file])).toThrow(sentence.replace('FILE', file));
  });

  it('a file that is not there, and a value in the environment', () => {
    expect(() => parse(['--config', '/nowhere.json'])).toThrow('/nowhere.json cannot be read');
    expect(() => parse(['--data', '/d'], { CIRCLEWELL_LOG_LEVEL: 'loud' })).toThrow(
      'CIRCLEWELL_LOG_LEVEL must be one of',
    );
    expect(() => parse([])).toThrow('--data is missing');
  });
});

describe('HO4: the help', () => {
  it.each(Object.entries(SETTINGS))('has --%s, with its name in the environment', (name, { help }) => {
    expect(settingsHelp()).toContain(`--${name}`);
    expect(settingsHelp()).toContain(environmentName(name));
    expect(settingsHelp()).toContain(help);
  });

  it('npm run hub names and hands on the same, but for what only a packager needs', () => {
    const forPackagers = ['resources', 'web'];
    const own = ['data', 'port', 'host', 'sample'];
    const names = Object.keys(SETTINGS).filter((name) => !forPackagers.includes(name));
    expect([...own, ...HOSTING_OPTIONS].sort()).toEqual([...names, 'config'].sort());
    for (const name of names) expect(HUB_HELP).toContain(`--${name}`);
  });
});

describe('HO10: relays', () => {
  const URLS = 'turn:turn.example.org, turns:turn.example.org:443?transport=tcp';

  it('come with a secret from a file or from the environment', () => {
    writeFileSync(path.join(folder, 'turn'), `${SECRET}\n`);
    const turn = {
      urls: ['turn:turn.example.org', 'turns:turn.example.org:443?transport=tcp'],
      secret: SECRET,
    };
    const file = fileWith({ data: '/d', 'turn-urls': URLS, 'turn-secret-file': 'turn' });
    expect(parse(['--config', file]).turn).toEqual(turn);
    const env = { CIRCLEWELL_TURN_URLS: URLS, CIRCLEWELL_TURN_SECRET: SECRET };
    expect(parse(['--data', '/d'], env).turn).toEqual(turn);
  });

  it.each<[string, NodeJS.ProcessEnv, string]>([
    ['addresses alone', { CIRCLEWELL_TURN_URLS: URLS }, '--turn-urls goes together with a secret'],
    ['a secret alone', { CIRCLEWELL_TURN_SECRET: SECRET }, '--turn-urls goes together with a secret'],
    [
      'a short secret',
      { CIRCLEWELL_TURN_URLS: URLS, CIRCLEWELL_TURN_SECRET: 'short' },
      'of at least 16 characters',
    ],
    [
      'a secret that was left as the example has it',
      {
        CIRCLEWELL_TURN_URLS: URLS,
        CIRCLEWELL_TURN_SECRET: 'REPLACE-WITH-THE-TEXT-OF-/etc/circlewell/turn-secret',
      },
      'CIRCLEWELL_TURN_SECRET holds an example or what is easily guessed. Make a secret with "openssl rand',
    ],
    [
      'a secret file that is not there',
      { CIRCLEWELL_TURN_URLS: URLS, CIRCLEWELL_TURN_SECRET_FILE: '/nowhere' },
      '/nowhere cannot be read',
    ],
    [
      'another scheme',
      { CIRCLEWELL_TURN_URLS: 'stun:stun.example.org', CIRCLEWELL_TURN_SECRET: SECRET },
      'CIRCLEWELL_TURN_URLS must be addresses such as turns:',
    ],
  ])('are refused with %s', (_name, env, sentence) => {
    expect(() => parse(['--data', '/d'], env)).toThrow(sentence);
  });

  it('HO8: are refused with a file of one character, by its name', () => {
    const secretFile = path.join(folder, 'turn');
    writeFileSync(secretFile, `${'a'.repeat(40)}\n`);
    const env = { CIRCLEWELL_TURN_URLS: URLS, CIRCLEWELL_TURN_SECRET_FILE: secretFile };
    expect(() => parse(['--data', '/d'], env)).toThrow(`${secretFile} holds an example`);
  });

  it('HO5: no setting is a secret itself', () => {
    expect(() => readSettings(['--turn-secret', SECRET], {})).toThrow(ConfigError);
    expect(() => readSettings(['--kek', 'x'], {})).toThrow(ConfigError);
  });
});
