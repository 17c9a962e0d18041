/** A colour: red, green, blue. */
type Colour = readonly [number, number, number];

const GROUND: Colour = [0x1f, 0x6f, 0x68];
const SEAT: Colour = [0xdc, 0xec, 0xe9];
const MIDDLE: Colour = [0xff, 0xff, 0xff];
/** The side of the drawing that is described below, as in resources/icons/public/circlewell.svg. */
const SIDE = 64;
const CORNER = 16;
const SEATS: readonly (readonly [number, number])[] = [
  [32, 14],
  [47.6, 23],
  [47.6, 41],
  [32, 50],
  [16.4, 41],
  [16.4, 23],
];
const SEAT_RADIUS = 5.5;
/** Samples per pixel and direction. */
const SAMPLES = 4;

/** The colour at a place of the drawing; null outside of it. */
function colourAt(x: number, y: number): Colour | null {
  const across = Math.max(CORNER - x, x - (SIDE - CORNER), 0);
  const down = Math.max(CORNER - y, y - (SIDE - CORNER), 0);
  if (Math.hypot(across, down) > CORNER) return null;
  const fromMiddle = Math.hypot(x - SIDE / 2, y - SIDE / 2);
  if (fromMiddle >= 4.5 && fromMiddle <= 7.5) return MIDDLE;
  return SEATS.some(([seatX, seatY]) => Math.hypot(x - seatX, y - seatY) <= SEAT_RADIUS) ? SEAT : GROUND;
}

/**
 * The app's icon, the same drawing as the page's, which is an SVG that no installer takes.
 *
 * @returns red, green, blue, alpha for each pixel of a square.
 */
export function drawAppIcon(side: number): Buffer {
  const pixels = Buffer.alloc(side * side * 4);
  for (let index = 0; index < side * side; index += 1) {
    const sum = [0, 0, 0];
    let covered = 0;
    for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
      const x = (index % side) + ((sample % SAMPLES) + 0.5) / SAMPLES;
      const y = Math.floor(index / side) + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES;
      const colour = colourAt((x / side) * SIDE, (y / side) * SIDE);
      if (colour === null) continue;
      covered += 1;
      for (const [channel, value] of colour.entries()) sum[channel] = (sum[channel] ?? 0) + value;
    }
    const bytes = [
      ...sum.map((value) => (covered === 0 ? 0 : value / covered)),
      (covered / SAMPLES ** 2) * 255,
    ];
    for (const [channel, value] of bytes.entries()) pixels[index * 4 + channel] = Math.round(value);
  }
  return pixels;
}
