import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { choosePalette, nearestIn } from './palette.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Colour types of the PNG specification, 11.2.2. */
const RGB = 2;
const PALETTE = 3;
const RGBA = 6;

/** An opaque picture: each pixel a number 0xRRGGBB, row by row. */
export type Picture = { readonly width: number; readonly height: number; readonly pixels: Uint32Array };

/**
 * Makes a screenshot several times smaller: at most 256 colours, and packed as tightly as can be. Text and faces stay as they are
 * to the eye.
 */
export function shrinkPng(png: Buffer): Buffer {
  return encodePng(decodePng(png));
}

/** Reads an opaque PNG of 8 bits a channel, as browsers write screenshots. @throws Error for any other kind */
export function decodePng(png: Buffer): Picture {
  const chunks = [...readChunks(png)];
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (!header) throw new Error('This is no PNG');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colourType, , , interlace] = header.subarray(8);
  if (depth !== 8 || (colourType !== RGB && colourType !== RGBA) || interlace !== 0)
    throw new Error('Only plain RGB pictures are read');
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const bytes = colourType === RGB ? 3 : 4;
  const rows = unfilter(inflateSync(packed), width * bytes, height, bytes);
  const pixels = new Uint32Array(width * height);
  for (const index of pixels.keys()) pixels[index] = rows.readUIntBE(index * bytes, 3);
  return { width, height, pixels };
}

/** Writes a picture with a palette of at most 256 colours. */
export function encodePng({ width, height, pixels }: Picture): Buffer {
  const palette = choosePalette(pixels, 256);
  const indexOf = nearestIn(palette);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    // Each row begins with its filter: none, which suits a palette best.
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = indexOf(pixels[y * width + x] ?? 0);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, PALETTE, 0, 0, 0], 8);
  const colours = Buffer.alloc(palette.length * 3);
  for (const [index, colour] of palette.entries()) colours.writeUIntBE(colour, index * 3, 3);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function* readChunks(png: Buffer): Generator<{ type: string; data: Buffer }> {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('This is no PNG');
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Takes the filters of each row back (PNG specification, 9.2). */
function unfilter(packed: Buffer, stride: number, height: number, bytes: number): Buffer {
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = packed[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < bytes ? 0 : (rows[at - bytes] ?? 0);
      const up = y === 0 ? 0 : (rows[at - stride] ?? 0);
      const upLeft = x < bytes || y === 0 ? 0 : (rows[at - stride - bytes] ?? 0);
      rows[at] = (packed[y * (stride + 1) + 1 + x] ?? 0) + predict(filter, left, up, upLeft);
    }
  }
  return rows;
}

function predict(filter: number, left: number, up: number, upLeft: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - upLeft;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
      return a <= b && a <= c ? left : b <= c ? up : upLeft;
    }
    default:
      throw new Error(`A row has the unknown filter ${filter}`);
  }
}
