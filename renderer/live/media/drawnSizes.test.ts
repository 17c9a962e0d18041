import { expect, test, vi } from 'vitest';
import { createFakeClock } from '../testKit/fakeClock.ts';
import { createDrawnSizes, layerFor, spatialLayersOf } from './drawnSizes.ts';

test('CL56 the layer follows the size and the layers there are', () => {
  expect([1, 2, 3].map((layers) => layerFor('thumb', layers))).toEqual([0, 0, 0]);
  expect([1, 2, 3].map((layers) => layerFor('tile', layers))).toEqual([0, 0, 1]);
  expect([1, 2, 3].map((layers) => layerFor('stage', layers))).toEqual([0, 1, 2]);
  expect([spatialLayersOf('L2T2'), spatialLayersOf('L3T3'), spatialLayersOf(undefined)]).toEqual([2, 3, 1]);
});

test('CL56 sizes are told once they have settled', async () => {
  const clock = createFakeClock();
  const onSettled = vi.fn<(ids: ReadonlySet<string>) => void>();
  const sizes = createDrawnSizes(clock, onSettled);
  sizes.set('ana', 'stage');
  await clock.advance(150);
  sizes.set('ben', 'thumb');
  sizes.set('ana', 'thumb');
  await clock.advance(199);
  expect(onSettled).not.toHaveBeenCalled();
  await clock.advance(1);
  expect(onSettled).toHaveBeenCalledExactlyOnceWith(new Set(['ana', 'ben']));
  expect(sizes.get('ana')).toBe('thumb');
  expect(sizes.get('cleo')).toBe('tile');
  sizes.set('ana', 'thumb');
  await clock.advance(1_000);
  expect(onSettled).toHaveBeenCalledTimes(1);
});
