import { describe, expect, it } from 'vitest';
import { readBackup, writeBackup, type Unread } from './backupFile.ts';

const COST = { t: 1, m: 8, p: 1 };
const PASSPHRASE = 'seven quiet green boats';
const UPDATE = new TextEncoder().encode('She spoke of her brother');
const write = (staffId = 'ana'): Promise<string> =>
  writeBackup([{ docId: 'note/g/s/m1', update: UPDATE }], PASSPHRASE, { staffId, at: 5 }, COST);

const FAULTY: readonly (readonly [string, () => Promise<string>, Unread])[] = [
  ['no JSON', async () => 'not a backup', 'noBackup'],
  ['another shape', async () => '{"kind":"circlewell-notebook","version":1}', 'noBackup'],
  ['a newer version', async () => '{"kind":"circlewell-notebook","version":2,"more":1}', 'newer'],
  ['another author’s', () => write('ben'), 'anothers'],
  ['one whose time was altered', async () => (await write()).replace('"at":5', '"at":6'), 'wrongPassphrase'],
  ['a cost that no machine pays', async () => (await write()).replace('"m":8', '"m":99999999'), 'noBackup'],
];

describe('NB64 NB65 a backup file', () => {
  it('gives back what was written, with nothing of it in the clear', async () => {
    const text = await write();
    expect(text).not.toContain(btoa('She spoke of her brother').slice(0, 12));
    expect(text).not.toContain('note/g');
    expect(await readBackup(text, PASSPHRASE, 'ana')).toEqual({
      documents: [{ docId: 'note/g/s/m1', update: UPDATE }],
    });
  });

  it('seals the same documents differently each time', async () => {
    expect(await write()).not.toBe(await write());
  });

  it.each(FAULTY)('%s is not read, and says why', async (_, make, why) => {
    expect(await readBackup(await make(), PASSPHRASE, 'ana')).toEqual({ why });
  });

  it('opens with its passphrase alone', async () => {
    expect(await readBackup(await write(), 'another one', 'ana')).toEqual({ why: 'wrongPassphrase' });
  });
});
