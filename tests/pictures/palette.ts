/** A colour 0xRRGGBB and how many pixels have it. */
type Counted = { readonly colour: number; readonly count: number };
type Box = { readonly colours: readonly Counted[]; readonly widest: Channel; readonly spread: number };
type Channel = (colour: number) => number;

const CHANNELS: readonly Channel[] = [
  (colour) => colour >> 16,
  (colour) => (colour >> 8) & 0xff,
  (colour) => colour & 0xff,
];

/** The colours that stand best for all of a picture's: its own where they are few enough, else by median cut (Heckbert, 1982). */
export function choosePalette(pixels: Uint32Array, size: number): readonly number[] {
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  if (counts.size <= size) return [...counts.keys()];
  const boxes = [boxOf([...counts].map(([colour, count]) => ({ colour, count })))];
  while (boxes.length < size) {
    const largest = boxes.reduce((best, box) => (box.spread > best.spread ? box : best));
    if (largest.colours.length < 2) break;
    boxes.splice(boxes.indexOf(largest), 1, ...cut(largest));
  }
  return boxes.map(({ colours }) => mean(colours));
}

/** For each colour the index of the nearest one in the palette. */
export function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  return (colour) => {
    const before = known.get(colour);
    if (before !== undefined) return before;
    let [best, least] = [0, Infinity];
    for (const [index, one] of palette.entries()) {
      const far = distance(colour, one);
      if (far < least) [best, least] = [index, far];
    }
    known.set(colour, best);
    return best;
  };
}

function boxOf(colours: readonly Counted[]): Box {
  const total = Math.log2(1 + colours.reduce((sum, { count }) => sum + count, 0));
  const spreads = CHANNELS.map((channel) => {
    const values = colours.map(({ colour }) => channel(colour));
    return {
      channel,
      spread: values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b)),
    };
  });
  const { channel, spread } = spreads.reduce((best, one) => (one.spread > best.spread ? one : best));
  // A colour that fills a picture is worth more exactness than one of a few pixels.
  return { colours, widest: channel, spread: spread * total };
}

/** In two at the middle of its pixels; neither is empty. */
function cut({ colours, widest }: Box): readonly [Box, Box] {
  const sorted = colours.toSorted((a, b) => widest(a.colour) - widest(b.colour));
  const half = sorted.reduce((sum, { count }) => sum + count, 0) / 2;
  let [sum, at] = [0, 0];
  while (at < sorted.length - 1 && sum < half) sum += sorted[at++]?.count ?? 0;
  return [boxOf(sorted.slice(0, Math.max(1, at))), boxOf(sorted.slice(Math.max(1, at)))];
}

function mean(colours: readonly Counted[]): number {
  const total = colours.reduce((sum, { count }) => sum + count, 0);
  const [red = 0, green = 0, blue = 0] = CHANNELS.map((channel) =>
    Math.round(colours.reduce((sum, { colour, count }) => sum + channel(colour) * count, 0) / total),
  );
  return (red << 16) | (green << 8) | blue;
}

/** Written out, because it runs some million times for each picture. */
function distance(a: number, b: number): number {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 0xff) - ((b >> 8) & 0xff);
  const blue = (a & 0xff) - (b & 0xff);
  return red * red + green * green + blue * blue;
}
