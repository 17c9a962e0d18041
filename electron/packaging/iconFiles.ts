import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { drawAppIcon } from './drawAppIcon.ts';

const ICO_SIDES = [16, 24, 32, 48, 64, 256];
/** The chunks of an ICNS file by the sides of their pictures. */
const ICNS_CHUNKS = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
] as const;

/** Writes the icon as each system wants it, and gives back the path without its ending, as Forge takes it. */
export async function writeIcons(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const base = path.join(folder, 'circlewell');
  await writeFile(`${base}.png`, png(512));
  await writeFile(`${base}.ico`, ico(ICO_SIDES));
  await writeFile(`${base}.icns`, icns());
  return base;
}

/** The icon as PNG (ISO/IEC 15948): eight bits a channel with alpha, each row without a filter. */
export function png(side: number): Buffer {
  const pixels = drawAppIcon(side);
  const rows = Buffer.alloc(side * (side * 4 + 1));
  for (let row = 0; row < side; row += 1)
    pixels.copy(rows, row * (side * 4 + 1) + 1, row * side * 4, (row + 1) * side * 4);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), content]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** Windows' icon: a directory, and a PNG for each size (since Windows Vista). */
function ico(sides: readonly number[]): Buffer {
  const pictures = sides.map((side) => ({ side, data: png(side) }));
  const directory = Buffer.alloc(6 + 16 * pictures.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(pictures.length, 4);
  let offset = directory.length;
  for (const [index, { side, data }] of pictures.entries()) {
    const at = 6 + 16 * index;
    // 0 means 256.
    directory.set([side % 256, side % 256], at);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(data.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += data.length;
  }
  return Buffer.concat([directory, ...pictures.map(({ data }) => data)]);
}

/** macOS' icon: named chunks, each a PNG. */
function icns(): Buffer {
  const chunks = ICNS_CHUNKS.map(([type, side]) => {
    const data = png(side);
    const head = Buffer.alloc(8);
    head.write(type, 'ascii');
    head.writeUInt32BE(data.length + 8, 4);
    return Buffer.concat([head, data]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 'ascii');
  head.writeUInt32BE(
    chunks.reduce((sum, { length }) => sum + length, 8),
    4,
  );
  return Buffer.concat([head, ...chunks]);
}
