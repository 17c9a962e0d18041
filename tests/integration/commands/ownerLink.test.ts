import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPassphrases } from '../../../src/hub/identity/passphrases.ts';
import { createStaffLinks } from '../../../src/hub/identity/staffLinks.ts';
import { openRecords, type Records } from '../../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { runCommand } from './runCommand.ts';

const KEY = Buffer.alloc(32, 7);
const account = (id: string, isOwner: boolean) => ({
  id,
  accountName: id,
  displayName: 'Maria S.',
  role: 'lead' as const,
  isOwner,
  isActive: true,
  passphraseHash: 'hash',
});
let dir: string;
let records: Records;
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'circlewell-owner-'));
  mkdirSync(path.join(dir, 'data'));
  writeFileSync(path.join(dir, 'kek'), KEY.toString('base64'));
  records = await openRecords({
    driver: createSqliteDriver(path.join(dir, 'data', 'hub.sqlite')),
    kek: KEY,
    now: () => Date.now(),
  });
  await records.staff.setUp(
    { name: 'Harbor House', timeZone: 'UTC', language: 'en' },
    account('maria', true),
  );
  await records.staff.add(account('noor', false));
});
afterEach(async () => {
  await records.close();
  rmSync(dir, { recursive: true, force: true });
});
const ownerLink = (...args: string[]) =>
  runCommand([
    'owner-link',
    '--data',
    path.join(dir, 'data'),
    '--key-file',
    path.join(dir, 'kek'),
    '--public-url',
    'https://groups.example.org',
    ...args,
  ]);

describe('npm run hub -- owner-link', () => {
  it('OP40 makes a link for the owner beside a hub that has the practice open, with its entry and its notice', async () => {
    const device = { browser: null, system: null };
    await records.staffSessions.add({
      tokenHash: 'a',
      staffId: 'maria',
      createdAt: 1,
      lastSeenAt: 1,
      confirmedAt: 1,
      lockedAt: null,
      device,
    });
    const { code, out, err } = await ownerLink();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const token = /^https:\/\/groups\.example\.org\/welcome#([\w-]{22})$/m.exec(out)?.[1] ?? '';
    expect(await records.staffSessions.find('a')).toBeNull();
    expect(await records.staff.find('maria')).toMatchObject({ isOwner: true, passphraseHash: null });
    expect(await records.staffNotices.listOf('maria')).toMatchObject([{ kind: 'resetLinkMade', byId: null }]);
    const [entry] = await records.audit.newest({}, null, 1);
    expect(entry).toMatchObject({
      kind: 'staffLinkMade',
      actor: { kind: 'hub' },
      about: { kind: 'staff', id: 'maria' },
      basis: 'operator',
    });
    expect(JSON.stringify(entry)).not.toContain(token);
    expect((await records.audit.check()).fault).toBeNull();

    const links = createStaffLinks({
      ...records,
      passphrases: createPassphrases(),
      now: () => Date.now(),
      newId: () => 'n',
    });
    expect(await links.choose(token, 'seven quiet green boats')).toMatchObject({
      id: 'maria',
      isOwner: true,
    });
  });

  it('OP40 asks which owner, and gives no link to who is none', async () => {
    const refused = async (said: string, ...args: string[]) => {
      expect(await ownerLink(...args)).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining(said),
      });
      expect(await records.staffLinks.list()).toEqual([]);
    };
    await refused('No owner signs in as "noor"', '--account', 'noor');
    await records.staff.change('noor', { isOwner: true });
    await refused('There are several owners: maria, noor');
    expect((await ownerLink('--account', 'NOOR')).code).toBe(0);
    expect(await records.staffLinks.list()).toMatchObject([{ staffId: 'noor', kind: 'reset' }]);
  });

  it('OP41 leaves a practice of another release as it is', async () => {
    const raw = new DatabaseSync(path.join(dir, 'data', 'hub.sqlite'));
    raw.exec(`delete from kysely_migration where name >= '0014_sealed_names'`);
    raw.close();
    expect(await ownerLink()).toMatchObject({ code: 1, err: expect.stringContaining('another release') });
    expect(await records.staff.find('maria')).toMatchObject({ passphraseHash: 'hash' });
  });
});
