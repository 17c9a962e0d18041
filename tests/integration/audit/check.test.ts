import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hashEntry, NO_HASH } from '../../../src/hub/audit/auditHash.ts';
import { auditEntryRowSchema } from '../../../src/hub/audit/auditTables.ts';
import { openRecords, type Records } from '../../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { KEK } from '../records/openTestRecords.ts';
import { throwAwayFile } from '../records/throwAwayFile.ts';

const ENTRIES = 9;
const COLUMNS = [
  'seq',
  'at',
  'kind',
  'actor_kind',
  'actor_id',
  'about_kind',
  'about_id',
  'session_id',
  'basis',
  'sealed',
  'hash',
] as const;
type Column = (typeof COLUMNS)[number];
type Row = Record<Column, SQLInputValue>;
const valueSchema = z.custom<SQLInputValue>((value) => value !== undefined);
const rowSchema = z.record(z.enum(COLUMNS), valueSchema);

let records: Records;
let raw: DatabaseSync;
let remove: () => Promise<void>;
let rows: Row[];
let head: Uint8Array;

const insert = (row: Row) =>
  raw
    .prepare(
      `insert into audit_entries (${COLUMNS.join()}) values (${COLUMNS.map((column) => `:${column}`).join()})`,
    )
    .run(row);
const readRows = () =>
  raw
    .prepare('select * from audit_entries order by seq')
    .all()
    .map((row) => rowSchema.parse(row));
/** Puts the audit in the database as these rows and this head. */
function put(some: readonly Row[], sealed: Uint8Array | null): void {
  raw.exec('begin; delete from audit_entries; delete from audit_head');
  some.forEach(insert);
  if (sealed) raw.prepare(`insert into audit_head values ('practice', ?)`).run(sealed);
  raw.exec('commit');
}
/** As somebody would who can write the file and has no key: every hash is right again. */
function rehash(some: readonly Row[]): Row[] {
  let before = NO_HASH;
  return some.map((row) => {
    const hash = hashEntry(auditEntryRowSchema.parse(row), before);
    before = hash;
    return { ...row, hash };
  });
}
const check = () => records.audit.check();

beforeEach(async () => {
  const place = throwAwayFile();
  remove = place.remove;
  records = await openRecords({ driver: createSqliteDriver(place.file), kek: KEK, now: () => 1_000 });
  for (let index = 2; index <= ENTRIES; index += 1) {
    await records.audit.append({
      kind: index % 2 === 0 ? 'memberChanged' : 'rosterRead',
      actor: index % 3 === 0 ? { kind: 'nobody' } : { kind: 'staff', id: `staff-${index}` },
      about: { kind: 'member', id: `member-${index}` },
      sessionId: index % 4 === 0 ? 's1' : null,
      basis: 'editRoster',
      ...(index % 5 === 0 ? {} : { details: { fields: ['displayName'] } }),
    });
  }
  raw = new DatabaseSync(place.file);
  rows = readRows();
  head = z
    .object({ sealed: z.instanceof(Uint8Array) })
    .parse(raw.prepare('select sealed from audit_head').get()).sealed;
});
afterEach(async () => {
  raw.close();
  await records.close();
  await remove();
});

describe('checking the audit', () => {
  it('AU20 finds nothing wrong with what nobody has touched', async () => {
    expect(await check()).toEqual({ upTo: ENTRIES, fault: null, brokenBefore: [], checkedAt: 1_000 });
  });

  it('AU20 finds any single change of any row', async () => {
    const other = (column: Column, old: SQLInputValue): fc.Arbitrary<SQLInputValue> => {
      const text = fc.string({ maxLength: 12 });
      const values: Record<Column, fc.Arbitrary<SQLInputValue>> = {
        seq: fc.integer({ min: -3, max: 40 }),
        at: fc.integer({ min: -5, max: 2 ** 45 }),
        kind: fc.oneof(text, fc.constantFrom('signedIn', 'memberChanged', 'chainBroken')),
        actor_kind: fc.oneof(text, fc.constantFrom('staff', 'member', 'hub', 'nobody')),
        actor_id: fc.oneof(text, fc.constant(null)),
        about_kind: fc.oneof(text, fc.constantFrom('staff', 'member', 'group', null)),
        about_id: fc.oneof(text, fc.constant(null)),
        session_id: fc.oneof(text, fc.constant(null)),
        basis: fc.oneof(text, fc.constant(null)),
        sealed: fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constant(null)),
        hash: fc.oneof(text, fc.constantFrom(...rows.map(({ hash }) => hash))),
      };
      return values[column].filter(
        (value) =>
          JSON.stringify(value) !== JSON.stringify(old) &&
          (column !== 'seq' || !rows.some(({ seq }) => seq === value)),
      );
    };
    const change = fc
      .tuple(fc.nat({ max: ENTRIES - 1 }), fc.constantFrom(...COLUMNS))
      .chain(([index, column]) =>
        other(column, rows[index]?.[column] ?? null).map((value) => ({ index, column, value })),
      );
    await fc.assert(
      fc.asyncProperty(change, async ({ index, column, value }) => {
        put(
          rows.map((row, at) => (at === index ? { ...row, [column]: value } : row)),
          head,
        );
        const { fault, upTo } = await check();
        expect(fault).not.toBeNull();
        expect(upTo).toBeLessThan(ENTRIES);
        // Only a number can be changed so that the trouble begins elsewhere.
        if (column !== 'seq') expect(fault?.seq).toBe(index + 1);
      }),
      { numRuns: 400 },
    );
  });

  it('AU20 finds rows that were removed, put in, exchanged or given another order', async () => {
    const index = fc.nat({ max: ENTRIES - 1 });
    await fc.assert(
      fc.asyncProperty(
        index,
        index,
        fc.constantFrom('remove', 'cutOff', 'exchange', 'double', 'renumber', 'forge'),
        fc.boolean(),
        async (one, two, act, isRehashed) => {
          fc.pre(one !== two);
          const at = (place: number) => rows[place] ?? rows[0]!;
          const swap = rows.map((row, place) => {
            const from = place === one ? two : place === two ? one : place;
            return { ...at(from), seq: row.seq };
          });
          const without = rows.filter((_, place) => place !== one);
          const acts: Record<typeof act, Row[]> = {
            remove: without,
            cutOff: rows.slice(0, one),
            exchange: swap,
            double: [...rows, { ...at(one), seq: ENTRIES + 1 }],
            renumber: without.map((row, place) => ({ ...row, seq: place + 1 })),
            forge: rows.map((row, place) => (place === one ? { ...row, basis: 'forged' } : row)),
          };
          put(isRehashed ? rehash(acts[act]) : acts[act], head);
          expect((await check()).fault).not.toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('AU20 says where it begins, and what it is', async () => {
    put(rows.slice(0, 6), head);
    expect(await check()).toMatchObject({ upTo: 6, fault: { seq: 7, kind: 'missing', count: 1 } });
    put(
      rows.filter(({ seq }) => seq !== 4),
      head,
    );
    expect(await check()).toMatchObject({ upTo: 3, fault: { seq: 4, kind: 'missing', count: 1 } });
    put(
      rows.map((row) => (row.seq === 5 || row.seq === 8 ? { ...row, actor_id: 'x' } : row)),
      head,
    );
    expect(await check()).toMatchObject({ upTo: 4, fault: { seq: 5, kind: 'altered', count: 2 } });
    const forged = rehash([...rows, { ...rows[0]!, seq: ENTRIES + 1 }]);
    put(forged, head);
    expect(await check()).toMatchObject({ fault: { seq: ENTRIES + 1, kind: 'added' } });
  });

  it('AU20 finds any change of the head', async () => {
    put(rows, null);
    expect(await check()).toMatchObject({ upTo: ENTRIES, fault: { kind: 'headMissing' } });
    for (let bit = 0; bit < head.length * 8; bit += 1) {
      const flipped = Uint8Array.from(head);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      put(rows, flipped);
      expect(await check()).toMatchObject({ fault: { kind: 'headAltered' } });
    }
  });

  it('AU6 goes on after a break, and the trace of it stays', async () => {
    put(rows.slice(0, 6), head);
    await records.audit.append({ kind: 'signedIn', actor: { kind: 'staff', id: 'a' } });
    expect(readRows().map(({ seq, kind }) => [seq, kind])).toEqual([
      ...rows.slice(0, 6).map(({ seq, kind }) => [seq, kind]),
      [ENTRIES + 1, 'chainBroken'],
      [ENTRIES + 2, 'signedIn'],
    ]);
    expect(await check()).toMatchObject({
      upTo: 6,
      fault: { seq: 7, kind: 'missing', count: 1 },
      brokenBefore: [ENTRIES + 1],
    });
  });

  it('AU6 goes on when everything is gone, and when a row or the head is spoiled', async () => {
    const sign = () => records.audit.append({ kind: 'signedIn', actor: { kind: 'staff', id: 'a' } });
    put([], null);
    await sign();
    expect(await check()).toMatchObject({ upTo: 2, fault: null, brokenBefore: [1] });
    put(
      rows.map((row) => (row.seq === ENTRIES ? { ...row, hash: new Uint8Array(3) } : row)),
      new Uint8Array(5),
    );
    await sign();
    expect(await check()).toMatchObject({ fault: { seq: ENTRIES }, brokenBefore: [ENTRIES + 1] });
  });
});
