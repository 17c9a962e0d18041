import { expect, test } from 'vitest';
import { createClockOffset } from './clockOffset.ts';

test('CL24 takes the middle of the round trip', () => {
  const offset = createClockOffset();
  offset.sample(5_000, 1_000, 1_200);
  expect(offset.ms).toBe(3_900);
});

test('CL24 believes the shortest of the last 8 round trips', () => {
  const offset = createClockOffset();
  offset.sample(5_010, 1_000, 1_020);
  offset.sample(9_000, 2_000, 4_000);
  expect(offset.ms).toBe(4_000);
  for (let turn = 0; turn < 8; turn += 1) offset.sample(8_050, 3_000, 3_100);
  expect(offset.ms).toBe(5_000);
});

test('CL24 a local clock that is set back voids what was measured before', () => {
  const offset = createClockOffset();
  offset.sample(5_000, 4_990, 5_000);
  offset.sample(5_100, 5_100, 1_000);
  offset.sample(6_000, 1_000, 1_400);
  expect(offset.ms).toBe(4_800);
});
