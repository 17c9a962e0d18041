import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lateTextIn } from '../../../renderer/notebook/documents/lateText.ts';
import { brokenAt, canonicalDraft } from '../../../src/domain/notes/canonical.ts';
import { lastSigned } from '../../../src/domain/notes/lastSigned.ts';
import { sha256Hex } from '../../../src/hub/notes/createNoteStore.ts';
import type { AmendNoteBody } from '../../../src/protocol/api/notes.ts';
import { wordsIn, wordsOf } from './model/Device.ts';
import { DOCS, MARKS, NOTES, World, type Mishap } from './model/World.ts';

/** In parts, so that none takes long on the slowest machine; each has a seed of its own. */
const PARTS = 10;
const RUNS_IN_A_PART = 250;
/** Ends what hangs, and proves nothing: a part takes some seconds. */
const STUCK_MS = 600_000;

type Step =
  | { readonly kind: 'type' | 'erase'; readonly device: number; readonly doc: number; readonly at: number }
  | { readonly kind: 'close'; readonly device: number; readonly doc: number }
  | {
      readonly kind: 'sync';
      readonly device: number;
      readonly isBack: boolean;
      readonly mishaps: readonly Mishap[];
    }
  | {
      readonly kind: 'sign';
      readonly device: number;
      readonly doc: number;
      readonly mishap: Mishap;
    }
  | { readonly kind: 'signAtOnce'; readonly device: number; readonly other: number; readonly doc: number }
  | {
      readonly kind: 'amend';
      readonly device: number;
      readonly doc: number;
      readonly type: AmendNoteBody['amendment']['type'];
      readonly isReadAnew: boolean;
      readonly mishap: Mishap;
    }
  | { readonly kind: 'atOnce'; readonly device: number; readonly other: number; readonly doc: number }
  | { readonly kind: 'powerCut'; readonly device: number; readonly afterSteps: number }
  | { readonly kind: 'fillDisk' | 'emptyDisk' | 'copyDisk' | 'restoreDisk'; readonly device: number }
  | { readonly kind: 'cloneDisk'; readonly device: number; readonly other: number }
  | { readonly kind: 'backUp' | 'restoreHub' | 'deleteMarks' };

const MISHAPS: readonly Mishap[] = ['none', 'none', 'none', 'lost', 'answerLost', 'twice'];
const device = fc.nat({ max: 3 });
const doc = fc.nat({ max: DOCS.length - 1 });
const at = fc.nat({ max: 6 });
const one = <K extends string>(...kinds: K[]) => fc.constantFrom(...kinds);
const stepArb: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: one('type'), device, doc, at }) },
  { weight: 3, arbitrary: fc.record({ kind: one('erase'), device, doc, at }) },
  { weight: 3, arbitrary: fc.record({ kind: one('close'), device, doc }) },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: one('sync'),
      device,
      isBack: fc.boolean(),
      mishaps: fc.array(fc.constantFrom(...MISHAPS), { maxLength: 5 }),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({ kind: one('sign'), device, doc, mishap: fc.constantFrom(...MISHAPS) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: one('signAtOnce'), device, other: device, doc }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: one('amend'),
      device,
      doc,
      type: fc.constantFrom('cosigned' as const, 'returned', 'returned', 'addendum', 'enteredInError'),
      isReadAnew: fc.boolean(),
      mishap: fc.constantFrom(...MISHAPS),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: one('atOnce'), device, other: device, doc }) },
  { weight: 5, arbitrary: fc.record({ kind: one('powerCut'), device, afterSteps: fc.nat({ max: 12 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: one('backUp', 'restoreHub') }) },
  { weight: 2, arbitrary: fc.record({ kind: one('deleteMarks') }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: one('fillDisk', 'emptyDisk', 'copyDisk', 'restoreDisk'), device }),
  },
  { weight: 1, arbitrary: fc.record({ kind: one('cloneDisk'), device, other: device }) },
);

/** Does a step in the world; `word` is one that nobody has typed before. */
async function take(world: World, step: Step, word: string): Promise<void> {
  const pick = (index: number) => {
    const picked = world.devices[index % world.devices.length];
    if (!picked) throw new Error('There is no such device');
    return picked;
  };
  const docOf = (index: number) => DOCS[index % DOCS.length] ?? DOCS[0];
  const noteOf = (index: number) => NOTES[index % NOTES.length] ?? NOTES[0];
  switch (step.kind) {
    case 'type':
      return pick(step.device).type(docOf(step.doc), word, step.at);
    case 'erase':
      return pick(step.device).erase(docOf(step.doc), step.at);
    case 'close':
      return pick(step.device).close(docOf(step.doc));
    case 'sync':
      world.mishaps = [...step.mishaps];
      return pick(step.device).sync(step.isBack);
    case 'sign':
      world.mishaps = [step.mishap];
      return pick(step.device).sign(noteOf(step.doc));
    case 'signAtOnce':
      world.mishaps = [];
      await Promise.all([
        pick(step.device).sign(noteOf(step.doc)),
        pick(step.other).sign(noteOf(step.doc)),
        pick(step.device).type(noteOf(step.doc), word, 1),
      ]);
      return;
    case 'amend':
      // Of a chain that is read anew, the mishap befalls the reading or, as often, what is added.
      world.mishaps = [step.mishap];
      return pick(step.device).amend(noteOf(step.doc), amendmentOf(step.type, word), step.isReadAnew);
    case 'atOnce':
      await Promise.all([
        pick(step.device).sync(false),
        pick(step.other).type(docOf(step.doc), word, 0),
        pick(step.other).sync(true),
        pick(step.device).type(docOf(step.doc), `${word}b`, 0),
      ]);
      return;
    case 'powerCut':
      return pick(step.device).disk.dieAfter(step.afterSteps);
    case 'fillDisk':
      pick(step.device).disk.isFull = true;
      return;
    case 'emptyDisk':
      pick(step.device).disk.isFull = false;
      return;
    case 'copyDisk':
      return world.copyDisk(pick(step.device));
    case 'restoreDisk':
      return world.restoreDisk(pick(step.device));
    case 'cloneDisk':
      return world.cloneDisk(pick(step.device), pick(step.other));
    case 'backUp':
      return world.backUp();
    case 'restoreHub':
      return world.restoreHub();
    case 'deleteMarks':
      return world.deleteMarks();
  }
}

function amendmentOf(type: AmendNoteBody['amendment']['type'], word: string): AmendNoteBody['amendment'] {
  switch (type) {
    case 'cosigned':
      return { type };
    case 'returned':
      return { type, words: word };
    case 'addendum':
      return { type, addendumType: 'addendum', reason: 'It came back later', text: word };
    case 'enteredInError':
      return { type, reason: 'Another session' };
  }
}

/** What was signed is as it was, and is what stood on the screen of who signed it; nothing is signed twice. */
async function checkSigned(world: World): Promise<void> {
  const { chains, areKept } = world.lookAtChains();
  expect(areKept).toBe(true);
  for (const chain of chains) {
    const records = chain.map(({ record }) => record);
    expect(await brokenAt(records, sha256Hex)).toBeNull();
    // A version follows another only where that was returned.
    for (const [at, { content }] of records.entries())
      if (content.type === 'signed') expect([undefined, 'returned']).toContain(records[at - 1]?.content.type);
  }
  for (const { docId, asked, record } of world.devices.flatMap(({ signed }) => signed)) {
    expect(world.signing.chain(docId).map((entry) => entry.record)).toContainEqual(record);
    if (record.content.type !== 'signed') throw new Error('Something else was told as signed');
    expect(canonicalDraft(record.content)).toBe(canonicalDraft(asked));
  }
}

/** Every workstation tells of each word that came after the signature, and of each that went, and of no other (SG43, SG45). */
async function checkLate(world: World): Promise<void> {
  for (const docId of NOTES) {
    const version = lastSigned(world.signing.chain(docId).map(({ record }) => record));
    if (version === null) continue;
    const { content, hash } = version;
    const signed = wordsOf(content.sections.find(({ id }) => id === 'plan')?.text ?? '');
    for (const each of world.devices) {
      const doc = await each.shown(docId);
      const now = wordsIn(doc);
      const parts = lateTextIn(doc, { hash, content });
      const told = (kind: string) =>
        parts
          .filter((part) => part.kind === kind)
          .flatMap(({ text }) => wordsOf(text))
          .toSorted();
      expect(told('added')).toEqual(now.filter((word) => !signed.includes(word)).toSorted());
      expect(told('removed')).toEqual(signed.filter((word) => !now.includes(word)).toSorted());
    }
  }
}

async function check(world: World): Promise<void> {
  const all: string[] = [];
  for (const docId of DOCS) {
    const hub = world.hubWords(docId);
    all.push(...hub);
    for (const each of world.devices) {
      expect(await each.words(docId)).toEqual(hub);
      expect(wordsIn(await each.shown(docId))).toEqual(hub);
    }
  }
  expect(new Set(all).size).toBe(all.length);
  const touched = new Set(world.devices.flatMap((each) => each.touched));
  const expected = world.devices
    .flatMap(({ saved }) => saved)
    .filter(({ docId, word }) => !touched.has(word) && !(world.areMarksOver && docId === MARKS))
    .map(({ word }) => word);
  expect(all).toEqual(expect.arrayContaining(expected));
  for (const word of world.devices.flatMap(({ erased }) => erased)) expect(all).not.toContain(word);
  if (world.areMarksOver) checkMarksAreGone(world);
}

/** Nothing of marks that were deleted lies anywhere: neither their words nor who wrote how much of them (MK51). */
function checkMarksAreGone(world: World): void {
  expect(world.hubWords(MARKS)).toEqual([]);
  for (const { disk } of world.devices) {
    const rows = disk.rows();
    expect(
      rows.filter(({ key }) => key.startsWith(MARKS)).map(({ table, key }) => `${table} ${key}`),
    ).toEqual([]);
    // What is being sent holds its documents' bytes.
    expect(rows.filter(({ table }) => table === 'batches')).toEqual([]);
  }
}

describe('the notebook’s store and sync', () => {
  const schedule = fc.record({
    devices: fc.integer({ min: 1, max: 4 }),
    pageSize: fc.integer({ min: 1, max: 4 }),
    isBegun: fc.boolean(),
    steps: fc.array(stepArb, { minLength: 1, maxLength: 30 }),
  });
  it.each(Array.from({ length: PARTS }, (_, index) => index + 1))(
    `NB1 NB20 to NB28 MK51 SG1 SG2 SG36 SG41 SG43 SG45 all devices end up equal, nothing saved is lost, nothing is there twice, deleted marks are nowhere and no signed note changes, whatever happens (part %i of ${PARTS})`,
    { timeout: STUCK_MS },
    async () => {
      await fc.assert(
        fc.asyncProperty(schedule, async ({ devices, pageSize, isBegun, steps }) => {
          const world = new World({ devices, pageSize });
          if (isBegun) await world.begin();
          for (const [index, step] of steps.entries()) {
            await take(world, step, `w${index}`);
            await checkSigned(world);
          }
          await world.settle();
          await check(world);
          await checkSigned(world);
          await checkLate(world);
        }),
        { numRuns: RUNS_IN_A_PART },
      );
    },
  );
});
