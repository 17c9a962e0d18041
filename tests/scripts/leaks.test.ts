import { describe, expect, test } from 'vitest';
import { flowBetween, type Mark } from '../bench/shared/leaks.ts';
import { keyOf } from '../bench/shared/packetCounts.ts';

const AB = keyOf({ from: 'a', to: 'b' });
const AC = keyOf({ from: 'a', to: 'c' });
const STANDING = { a: 'room 1', b: 'room 1', c: 'room 2' };
const mark = (counts: Record<string, number>, standing = STANDING): Mark => ({
  standing,
  reading: { hub: new Map(Object.entries(counts)), receivers: new Map(Object.entries(counts)) },
});

describe('the count of leaks', () => {
  test('MS2 tells what went to another room from what went to a room-mate', () => {
    expect(flowBetween([mark({ [AB]: 5, [AC]: 1 }), mark({ [AB]: 9, [AC]: 3 })])).toEqual({
      leakedOnHub: 2,
      leakedAtReceivers: 2,
      rightfulOnHub: 4,
      rightfulAtReceivers: 4,
    });
  });

  test('MS2 leaves out who met meanwhile, and takes in what went to nobody that a page knows', () => {
    const met = { ...STANDING, c: 'room 1' };
    expect(flowBetween([mark({ [AC]: 1 }), mark({ [AC]: 9 }, met)]).leakedOnHub).toBe(0);
    expect(flowBetween([mark({ x: 1 }), mark({ x: 3 })]).leakedOnHub).toBe(2);
  });

  test('MS2 a count that is gone, or has shrunk, is a failure and no thrift', () => {
    expect(() => flowBetween([mark({ [AB]: 5 }), mark({})])).toThrow(`The count of ${AB} on the hub`);
    expect(() => flowBetween([mark({ [AB]: 5 }), mark({ [AB]: 4 })])).toThrow('from 5 to 4');
  });
});
