/** A place on a ring, in percent of the ring's box. */
export type Seat = { readonly x: number; readonly y: number };

/** Half the ring's width and height, in percent of its box: room is left for a seat's own size and its name. */
const RADIUS_X = 42;
const RADIUS_Y = 39;

/** The places of `count` seats round a ring, evenly, the first at the top, clockwise. */
export function circleSeats(count: number): readonly Seat[] {
  return Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * 2 * Math.PI - Math.PI / 2;
    return { x: 50 + RADIUS_X * Math.cos(angle), y: 50 + RADIUS_Y * Math.sin(angle) };
  });
}
