import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseKey, readOrMakeKeyFile } from './keyFile.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'circlewell-key-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the key file', () => {
  it('RE11 is made once, for its owner alone', async () => {
    const file = path.join(dir, 'keys', 'kek');
    const key = await readOrMakeKeyFile(file);
    expect(key).toHaveLength(32);
    expect(await readOrMakeKeyFile(file)).toEqual(key);
    expect(readdirSync(path.dirname(file))).toEqual(['kek']);
    if (process.platform !== 'win32') {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    }
  });

  it('RE11 two hubs that start at once make one key', async () => {
    const file = path.join(dir, 'kek');
    const keys = await Promise.all([1, 2, 3, 4].map(() => readOrMakeKeyFile(file)));
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
    expect(readdirSync(dir)).toEqual(['kek']);
  });

  it.each(['', 'short', `${'A'.repeat(42)}==`, 'not base64 at all, and long enough to be 32 bytes'])(
    'RE11 refuses a file that holds %j',
    async (text) => {
      const file = path.join(dir, 'kek');
      writeFileSync(file, text);
      await expect(readOrMakeKeyFile(file)).rejects.toThrow('32 bytes in base64');
    },
  );

  it('takes a key from the environment, with or without padding', () => {
    const text = Buffer.alloc(32, 5).toString('base64');
    expect([...parseKey(text, 'X')]).toEqual(Array.from({ length: 32 }, () => 5));
    expect(parseKey(`${text.replace('=', '')}\n`, 'X')).toHaveLength(32);
    expect(() => parseKey('', 'CIRCLEWELL_KEK')).toThrow('CIRCLEWELL_KEK does not hold a key');
  });
});
