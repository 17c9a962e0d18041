import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { brokenAt, sealRecord } from '../../../src/domain/notes/canonical.ts';
import { DRAFT, LMFT, NINE } from '../../../src/domain/notes/testKit.ts';
import { sha256Hex } from '../../../src/hub/notes/createNoteStore.ts';
import { createSqliteDriver } from '../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { BEGINNING } from '../../../src/protocol/notebook/sync.ts';
import type { NoteRecord, NoteRecordContent } from '../../../src/protocol/notes/note.ts';
import { openTestRecords } from '../records/openTestRecords.ts';
import { throwAwayFile } from '../records/throwAwayFile.ts';

const NOTE = 'note/g1/s1/ana';
const signature = {
  staffId: 'lead',
  printedName: 'Maria Santos',
  credential: LMFT,
  signedAt: NINE,
  timeZone: 'UTC',
  attestation: '',
};

/** A record after one with this hash, as somebody might make it who knew the chain up to there. */
function after(previousHash: string | null, text: string): NoteRecordContent {
  if (previousHash !== null)
    return {
      type: 'addendum',
      noteId: NOTE,
      previousHash,
      addendumType: 'addendum',
      reason: 'More',
      text,
      signature,
    };
  const sections = [{ id: 'plan' as const, text }];
  const late = { dueAt: NINE, isLateEntry: false, lateReason: '' };
  return { ...DRAFT, type: 'signed', noteId: NOTE, sections, previousHash, signature, ...late };
}

/** What may come to a hub in any order: a record after any that there is, or none; an edit of the document; a restart. */
const stepArbitrary = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      behind: fc.nat(3),
      text: fc.string({ minLength: 1 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('edit' as const), text: fc.string({ minLength: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);

it('SG1 SG2 SG43 whatever comes in whatever order, no record changes, none goes, and the chain holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stepArbitrary, { maxLength: 12 }), async (steps) => {
      const { file, remove } = throwAwayFile();
      const test = await openTestRecords(async () => ({
        driver: createSqliteDriver(file),
        reopen: () => createSqliteDriver(file),
        remove,
      }));
      let { records } = test;
      let sequence = 0;
      let kept: readonly NoteRecord[] = [];
      for (const step of steps) {
        if (step.kind === 'restart') records = await test.restart();
        if (step.kind === 'edit') {
          sequence += 1;
          const batch = {
            feed: 'group/g1',
            writer: { id: 'w1', acknowledged: sequence - 1 },
            sequence,
            base: BEGINNING,
            updates: [{ docId: NOTE, data: Buffer.from(step.text).toString('base64') }],
          };
          expect(await records.notebook.take(batch, 'lead', 1)).toEqual({ outcome: 'taken' });
        }
        if (step.kind === 'append') {
          const previous = kept.at(-1 - step.behind)?.hash ?? null;
          const record = await sealRecord(after(previous, step.text), sha256Hex);
          const isNext = previous === (kept.at(-1)?.hash ?? null);
          expect(await records.notes.append({ record, words: null }, 1)).toBe(isNext);
          if (isNext) kept = [...kept, record];
        }
        const now = (await records.notes.chain(NOTE)).map(({ record }) => record);
        expect(now).toEqual(kept);
        expect(await brokenAt(now, sha256Hex)).toBeNull();
      }
      await test.close();
    }),
    { numRuns: 40 },
  );
});
