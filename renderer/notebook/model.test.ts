import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCS, World, type Mishap } from './testKit/World.ts';

const RUNS = 2_500;

type Step =
  | { readonly kind: 'type' | 'erase'; readonly device: number; readonly doc: number; readonly at: number }
  | { readonly kind: 'close'; readonly device: number; readonly doc: number }
  | {
      readonly kind: 'sync';
      readonly device: number;
      readonly isBack: boolean;
      readonly mishaps: readonly Mishap[];
    }
  | { readonly kind: 'atOnce'; readonly device: number; readonly other: number; readonly doc: number }
  | { readonly kind: 'powerCut'; readonly device: number; readonly afterSteps: number }
  | { readonly kind: 'fillDisk' | 'emptyDisk' | 'copyDisk' | 'restoreDisk'; readonly device: number }
  | { readonly kind: 'cloneDisk'; readonly device: number; readonly other: number }
  | { readonly kind: 'backUp' | 'restoreHub' };

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
  { weight: 4, arbitrary: fc.record({ kind: one('atOnce'), device, other: device, doc }) },
  { weight: 5, arbitrary: fc.record({ kind: one('powerCut'), device, afterSteps: fc.nat({ max: 12 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: one('backUp', 'restoreHub') }) },
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
    case 'atOnce':
      await Promise.all([
        pick(step.device).sync(false),
        pick(step.other).type(docOf(step.doc), word, 0),
        pick(step.other).sync(true),
        pick(step.device).type(docOf(step.doc), `${word}+`, 0),
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
  }
}

async function check(world: World): Promise<void> {
  const all: string[] = [];
  for (const docId of DOCS) {
    const hub = world.hubWords(docId);
    all.push(...hub);
    for (const each of world.devices) {
      expect(await each.words(docId)).toEqual(hub);
      expect(await each.shown(docId)).toEqual(hub);
    }
  }
  expect(new Set(all).size).toBe(all.length);
  const touched = new Set(world.devices.flatMap((each) => each.touched));
  const expected = world.devices.flatMap(({ saved }) => saved).filter((word) => !touched.has(word));
  expect(all).toEqual(expect.arrayContaining(expected));
  for (const word of world.devices.flatMap(({ erased }) => erased)) expect(all).not.toContain(word);
}

describe('the notebook’s store and sync', () => {
  it('NB1 NB20 to NB28 all devices end up equal, nothing saved is lost and nothing is there twice, whatever happens', async () => {
    const schedule = fc.record({
      devices: fc.integer({ min: 1, max: 4 }),
      pageSize: fc.integer({ min: 1, max: 4 }),
      steps: fc.array(stepArb, { minLength: 1, maxLength: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(schedule, async ({ devices, pageSize, steps }) => {
        const world = new World({ devices, pageSize });
        for (const [index, step] of steps.entries()) await take(world, step, `w${index}`);
        await world.settle();
        await check(world);
      }),
      { numRuns: RUNS },
    );
  });
});
