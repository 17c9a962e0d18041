import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBackup } from '../../../src/hub/backup/backupFile.ts';
import { parseConfig } from '../../../src/hub/config.ts';
import { createHub, type Hub } from '../../../src/hub/createHub.ts';
import { createLogger } from '../../../src/hub/logging.ts';
import { backupsReplySchema } from '../../../src/protocol/api/backups.ts';
import { NO_LIVE } from '../api/testHub.ts';
import { filesIn, keyFrom, PASSPHRASE } from '../backup/practice.ts';
import { runCommand } from '../commands/runCommand.ts';

/** The key as the shell gets it from the keychain. */
const KEK = keyFrom('the key in the keychain');

let dir: string;
let dataDir: string;
let hubs: Hub[];
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'circlewell-kept-key-'));
  dataDir = path.join(dir, 'data');
  hubs = [];
});
afterEach(async () => {
  for (const hub of hubs) await hub.close();
  rmSync(dir, { recursive: true, force: true });
});

async function start(env: NodeJS.ProcessEnv): Promise<Hub> {
  const hub = await createHub({
    config: parseConfig(['--data', dataDir, '--port', '0'], env, process.cwd()),
    logger: createLogger({ level: 'silent' }),
    version: '0.0.0',
    startLive: async () => NO_LIVE,
  });
  hubs.push(hub);
  return hub;
}

/** A practice whose key the shell keeps, as an installed app leaves it. */
async function startWithKeptKey(): Promise<Hub> {
  mkdirSync(`${dataDir}-keys`);
  writeFileSync(path.join(`${dataDir}-keys`, 'kek.sealed'), 'sealed by a keychain');
  return start({ CIRCLEWELL_KEK: KEK.toString('base64') });
}

/** Asks as somebody who has just set the practice up. */
async function setUp({ consoleUrl }: Hub) {
  let cookie = '';
  const ask = async (method: 'GET' | 'POST', url: string, body?: object) => {
    const answer = await fetch(new URL(url, consoleUrl), {
      method,
      headers: { cookie, origin: consoleUrl.slice(0, -1), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.status).toBe(200);
    cookie ||= answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return answer;
  };
  await ask('POST', '/api/setup', {
    practiceName: 'Harbor House',
    accountName: 'maria',
    displayName: 'Maria S.',
    passphrase: PASSPHRASE,
    language: 'en',
  });
  return ask;
}

describe('a key that the shell keeps in the keychain', () => {
  it('OP1, OP7 is in the backup that the button makes, and nowhere in the open', async () => {
    const ask = await setUp(await startWithKeptKey());
    await ask('POST', '/api/backups', { passphrase: PASSPHRASE });
    await expect
      .poll(
        async () => backupsReplySchema.parse(await (await ask('GET', '/api/backups')).json()).state.stage,
        {
          timeout: 20_000,
        },
      )
      .toBe('ready');
    const file = path.join(dir, 'fetched.backup');
    writeFileSync(file, new Uint8Array(await (await ask('GET', '/api/backups/file')).arrayBuffer()));
    const backup = await openBackup(file);
    try {
      expect(Buffer.from(await backup.read(PASSPHRASE, async () => undefined))).toEqual(KEK);
    } finally {
      await backup.close();
    }
    expect(filesIn(`${dataDir}-keys`)).toEqual(['kek.sealed']);
  });

  it('OP6 is not asked for by a command, which names the button instead', async () => {
    await (await startWithKeptKey()).close();
    const target = path.join(dir, 'b.backup');
    const { code, err } = await runCommand(['backup', target, '--data', dataDir, '--recovery-key']);
    expect(code).toBe(1);
    expect(err).toContain('in the system’s keychain');
    expect(filesIn(dir)).not.toContain('b.backup');
  });

  it('RE16 is not replaced by a hub that has no key, which does not start', async () => {
    await (await startWithKeptKey()).close();
    await expect(start({})).rejects.toThrow('in the system’s keychain');
    rmSync(path.join(`${dataDir}-keys`, 'kek.sealed'));
    await expect(start({})).rejects.toThrow('There is no key file');
    expect(filesIn(`${dataDir}-keys`)).toEqual([]);
  });
});
