import { describe, expect, it } from 'vitest';
import { arcPath, circleGeometry, LABEL_HEIGHT, LABEL_OVERHANG, type Rect } from './circleGeometry.ts';

const boxes = (
  count: number,
  width: number,
  height: number,
  hasCenter: boolean,
): { seats: readonly Rect[]; names: readonly Rect[]; center: Rect; face: number } => {
  const { seats, faceSize, center } = circleGeometry(count, width, height, hasCenter);
  return {
    seats: seats.map(({ x, y }) => ({
      x: x - faceSize / 2,
      y: y - faceSize / 2,
      width: faceSize,
      height: faceSize + LABEL_HEIGHT,
    })),
    names: seats.map(({ x, y }) => ({
      x: x - faceSize / 2 - LABEL_OVERHANG,
      y: y + faceSize / 2,
      width: faceSize + 2 * LABEL_OVERHANG,
      height: LABEL_HEIGHT,
    })),
    center,
    face: faceSize,
  };
};
const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('CO4 the circle', () => {
  const counts = [2, 3, 5, 8, 10, 12, 15];

  it.each(counts)('seats %i people inside the box without touching one another', (count) => {
    const { seats, names } = boxes(count, 840, 680, false);
    expect(seats).toHaveLength(count);
    for (const seat of [...seats, ...names]) {
      expect(seat.x).toBeGreaterThanOrEqual(0);
      expect(seat.y).toBeGreaterThanOrEqual(0);
      expect(seat.x + seat.width).toBeLessThanOrEqual(840);
      expect(seat.y + seat.height).toBeLessThanOrEqual(680);
    }
    expect(seats.some((seat, index) => seats.slice(index + 1).some((other) => overlap(seat, other)))).toBe(
      false,
    );
  });

  it.each(counts)('leaves a middle for a slide that none of %i seats reaches into', (count) => {
    const { seats, names, center } = boxes(count, 840, 680, true);
    expect(center.width).toBeGreaterThan(840 * 0.4);
    expect(center.height).toBeGreaterThan(680 * 0.35);
    expect([...seats, ...names].some((seat) => overlap(seat, center))).toBe(false);
    expect(names.some((name, index) => names.slice(index + 1).some((other) => overlap(name, other)))).toBe(
      false,
    );
  });

  describe.each([false, true])('with something in the middle: %s', (hasCenter) => {
    it.each(counts)('mirrors %i seats about the middle', (count) => {
      const { seats } = circleGeometry(count, 840, 680, hasCenter);
      seats.forEach((seat, index) => {
        const mirrored = seats[(count - index) % count];
        expect(seat.x - 420).toBeCloseTo(420 - (mirrored?.x ?? 0), 3);
        expect(seat.y).toBeCloseTo(mirrored?.y ?? 0, 3);
      });
    });

    it.each([5, 8, 10, 12, 15])('leaves as much space between any two of %i seats', (count) => {
      const { seats } = circleGeometry(count, 840, 680, hasCenter);
      const gaps = seats.map((seat, index) => {
        const next = seats[(index + 1) % count] ?? seat;
        return Math.hypot(next.x - seat.x, next.y - seat.y);
      });
      // Along the ring the gaps are alike; straight across a corner of it they are a little shorter.
      expect(Math.max(...gaps) / Math.min(...gaps)).toBeLessThan(1.25);
    });
  });

  it('puts the first seat at the top and goes clockwise', () => {
    const { seats } = circleGeometry(4, 800, 800);
    expect(seats[0]?.x).toBeCloseTo(400, 0);
    expect(seats[1]?.x).toBeGreaterThan(400);
    expect(seats[3]?.x).toBeLessThan(400);
    expect(seats[0]?.y).toBeLessThan(seats[2]?.y ?? 0);
  });

  it('makes smaller faces where something is in the middle, and never smaller than can be recognised', () => {
    expect(circleGeometry(10, 840, 600, true).faceSize).toBeLessThan(
      circleGeometry(10, 840, 600, false).faceSize,
    );
    expect(circleGeometry(15, 320, 300).faceSize).toBeGreaterThanOrEqual(52);
  });

  it('sits one person in the middle, and copes with nobody and with no space', () => {
    expect(circleGeometry(1, 600, 400).seats[0]?.x).toBe(300);
    expect(circleGeometry(0, 600, 400).seats).toEqual([]);
    expect(Number.isFinite(circleGeometry(5, 0, 0).faceSize)).toBe(true);
  });

  it('draws the arc of speaking time as a part of the ring', () => {
    expect(arcPath(0.25, 50)).toBe('M 0 -50 A 50 50 0 0 1 50.000 0.000');
    expect(arcPath(0.75, 50)).toContain(' 1 1 ');
    expect(arcPath(7, 50)).toBe(arcPath(1, 50));
  });
});
