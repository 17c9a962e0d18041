import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecords, type Records } from '../../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { runCommand } from './runCommand.ts';

const KEY = Buffer.alloc(32, 7);
let dir: string;
let records: Records;
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'circlewell-command-'));
  mkdirSync(path.join(dir, 'data'));
  writeFileSync(path.join(dir, 'kek'), KEY.toString('base64'));
  records = await openRecords({
    driver: createSqliteDriver(path.join(dir, 'data', 'hub.sqlite')),
    kek: KEY,
    now: () => 5,
  });
  for (let count = 0; count < 4; count += 1)
    await records.audit.append({ kind: 'signedIn', actor: { kind: 'staff', id: 'a' } });
});
afterEach(async () => {
  await records.close();
  rmSync(dir, { recursive: true, force: true });
});
const verify = (data = path.join(dir, 'data'), key = path.join(dir, 'kek')) =>
  runCommand(['verify-audit', '--data', data, '--key-file', key]);
const alter = (sql: string) => {
  const raw = new DatabaseSync(path.join(dir, 'data', 'hub.sqlite'));
  raw.exec(sql);
  raw.close();
};

describe('npm run hub -- verify-audit', () => {
  it('AU21 says that it is whole, beside a hub that has it open, and where it stands', async () => {
    const { code, out, err } = await verify();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { seq, hash } = await records.audit.head();
    expect(out).toContain('The audit is whole: 5 entries');
    expect(out).toContain(`Number ${seq}, hash ${hash}`);
    await records.audit.append({ kind: 'signedOut', actor: { kind: 'staff', id: 'a' } });
    expect((await verify()).out).toContain('6 entries');
  });

  it('AU21 names the first bad entry and what to do', async () => {
    alter(`update audit_entries set actor_id = 'b' where seq = 3`);
    expect(await verify()).toMatchObject({
      code: 1,
      out: expect.stringContaining('Entry 3 is not as it was'),
    });
    alter(`delete from audit_entries where seq >= 3`);
    const { code, out } = await verify();
    expect(code).toBe(1);
    expect(out).toContain('Entry 3 is missing');
    expect(out).toContain('docs/operations.md');
  });

  it('AU21 does not call whole what the hub has found broken', async () => {
    alter(`delete from audit_head`);
    await records.audit.append({ kind: 'signedOut', actor: { kind: 'staff', id: 'a' } });
    expect(await verify()).toMatchObject({ code: 1, out: expect.stringContaining('before number 6') });
  });

  it('AU21 says what is wrong where there is nothing to check', async () => {
    expect((await verify(path.join(dir, 'nowhere'))).err).toContain('There is no practice in');
    expect((await verify(undefined, path.join(dir, 'nokey'))).err).toContain('There is no key file');
    writeFileSync(path.join(dir, 'other'), Buffer.alloc(32, 8).toString('base64'));
    expect((await verify(undefined, path.join(dir, 'other'))).err).toContain('The key does not fit');
    mkdirSync(path.join(dir, 'empty'));
    new DatabaseSync(path.join(dir, 'empty', 'hub.sqlite')).close();
    expect((await verify(path.join(dir, 'empty'))).err).toContain('no practice with an audit');
    expect((await runCommand(['verify-audit'])).err).toContain('--data is missing');
    expect((await runCommand(['verify-audit', 'x', '--data', dir])).err).toContain('Write it so');
    expect((await runCommand(['verify', '--data', dir])).err).toContain('There is no command "verify"');
  });
});
