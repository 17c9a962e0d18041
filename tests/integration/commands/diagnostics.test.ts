import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { integrityOf } from '../../../src/hub/records/sqlite/integrityOf.ts';
import { fillPractice, type Filled } from '../../support/fillPractice.ts';
import { KEK, openPracticeOnDisk, type PracticeOnDisk } from '../backup/practice.ts';
import { runCommand } from './runCommand.ts';

let practice: PracticeOnDisk;
let filled: Filled;
beforeEach(async () => {
  practice = await openPracticeOnDisk();
  filled = await fillPractice(practice.records);
});
afterEach(() => practice.close());

/** A port on which no hub answers. */
const NO_HUB = ['--port', '9'];
async function diagnose(dataDir: string) {
  const target = practice.place('diagnostics.json');
  const { code, out, err } = await runCommand(['diagnostics', target, '--data', dataDir, ...NO_HUB]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const text = readFileSync(target, 'utf8');
  const json: unknown = JSON.parse(text);
  return { out, text, json, target };
}

describe('npm run hub -- diagnostics', () => {
  it('OP30, OP31 tells how the practice’s files are, and nothing of what is in them', async () => {
    const { text, json, out, target } = await diagnose(practice.config.dataDir);
    expect(out).toContain(target);
    expect(statSync(target).mode & 0o777).toBe(0o600);
    expect(json).toMatchObject({
      database: { rows: { members: 6, session_events: 160 } },
      integrity: { problems: [], danglingRows: 0 },
      audit: { fault: null },
    });
    expect(await practice.records.audit.lastOf('diagnosticsMade')).toMatchObject({
      actor: { kind: 'hub' },
      basis: 'operator',
    });
    const { secrets, tokens, sessionIds } = filled;
    for (const told of [...secrets, ...tokens, ...sessionIds, KEK.toString('base64'), practice.dir])
      expect([told, text.includes(told)]).toEqual([told, false]);
  });

  it('OP32 tells what it can where the hub does not start: no practice, a damaged one, no hub', async () => {
    const empty = practice.place('empty');
    mkdirSync(empty);
    expect((await diagnose(empty)).json).toMatchObject({
      configuration: { keyFrom: 'file' },
      health: { cannotTell: expect.any(String) },
      figures: { cannotTell: expect.any(String) },
      sizes: { databaseBytes: null },
      database: { cannotTell: 'ERR_SQLITE_ERROR 14' },
      integrity: { cannotTell: expect.any(String) },
      audit: { cannotTell: 'Error' },
      log: [],
    });
    expect(
      await runCommand(['diagnostics', practice.place('diagnostics.json'), '--data', empty]),
    ).toMatchObject({
      code: 1,
      err: expect.stringContaining('already'),
    });
  });

  it('OP32 a file that is no database is told by its size and by what SQLite calls it', async () => {
    const broken = practice.place('broken');
    mkdirSync(broken);
    writeFileSync(path.join(broken, 'hub.sqlite'), 'x'.repeat(5_000));
    expect((await diagnose(broken)).json).toMatchObject({
      sizes: { databaseBytes: 5_000 },
      database: { cannotTell: 'ERR_SQLITE_ERROR 26' },
      integrity: { cannotTell: expect.stringContaining('ERR_SQLITE_ERROR') },
    });
  });

  it('OP33 the integrity check finds rows that lead nowhere', async () => {
    const file = practice.place('copy.sqlite');
    const db = new DatabaseSync(path.join(practice.config.dataDir, 'hub.sqlite'));
    db.exec(`vacuum into '${file}'`);
    db.close();
    const copy = new DatabaseSync(file, { enableForeignKeyConstraints: false });
    copy.exec('delete from therapy_groups');
    copy.close();
    const { problems, danglingRows } = await integrityOf(file);
    expect(problems).toEqual([]);
    expect(danglingRows).toBeGreaterThan(0);
  });
});
