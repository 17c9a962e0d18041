import { expect, test, vi } from 'vitest';
import { createFakeClock } from '../testKit/fakeClock.ts';
import { createDrawnSizes, layerFor, spatialLayersOf } from './drawnSizes.ts';

test('CL56 the layer follows the size and the layers there are', () => {
  expect([1, 2, 3].map((layers) => layerFor('thumb', layers))).toEqual([0, 0, 0]);
  expect([1, 2, 3].map((layers) => layerFor('tile', layers))).toEqual([0, 0, 1]);
  expect([1, 2, 3].map((layers) => layerFor('stage', layers))).toEqual([0, 1, 2]);
  expect([spatialLayersOf('L2T2'), spatialLayersOf('L3T3'), spatialLayersOf(undefined)]).toEqual([2, 3, 1]);
});

function sizesOn() {
  const clock = createFakeClock();
  const onSettled = vi.fn<(ids: ReadonlySet<string>) => void>();
  return { clock, onSettled, sizes: createDrawnSizes(clock, onSettled) };
}

test('CL56 sizes are told once they have settled', async () => {
  const { clock, onSettled, sizes } = sizesOn();
  const release = sizes.claim('ana', 'stage');
  await clock.advance(150);
  sizes.claim('ben', 'thumb');
  release();
  sizes.claim('ana', 'thumb');
  await clock.advance(199);
  expect(onSettled).not.toHaveBeenCalled();
  await clock.advance(1);
  expect(onSettled).toHaveBeenCalledExactlyOnceWith(new Set(['ana', 'ben']));
  expect(sizes.get('ana')).toBe('thumb');
  expect(sizes.get('cleo')).toBe('tile');
  sizes.claim('ana', 'thumb');
  await clock.advance(1_000);
  expect(onSettled).toHaveBeenCalledTimes(1);
});

test('CL56 of several places that draw somebody the largest counts, whichever came last', async () => {
  const { clock, onSettled, sizes } = sizesOn();
  const large = sizes.claim('ana', 'stage');
  const small = sizes.claim('ana', 'thumb');
  await clock.advance(200);
  expect(sizes.get('ana')).toBe('stage');
  small();
  small();
  await clock.advance(200);
  expect(onSettled).toHaveBeenCalledTimes(1);
  sizes.claim('ana', 'thumb');
  large();
  await clock.advance(200);
  expect(sizes.get('ana')).toBe('thumb');
  expect(onSettled).toHaveBeenCalledTimes(2);
});
