import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { nearestIn } from '../pictures/palette.ts';
import { decodePng, encodePng } from '../pictures/palettePng.ts';

const picture = (width: number, colours: number[]) => ({
  width,
  height: colours.length / width,
  pixels: Uint32Array.from(colours),
});

/** A palette picture as its pixels, for what the module writes but does not read. */
function readPalettePng(png: Buffer): { palette: number[]; size: number } {
  const at = png.indexOf('PLTE');
  const size = png.readUInt32BE(at - 4) / 3;
  const palette = Array.from({ length: size }, (_, index) => png.readUIntBE(at + 4 + index * 3, 3));
  return { palette, size };
}

describe('small pictures', () => {
  test('PR27 reads what browsers write, in each of the five filters', () => {
    // Five rows of two pixels, each written by another filter, all of the colours 0x102030 and 0x112233.
    const rows = [
      [0, 0x10, 0x20, 0x30, 0x11, 0x22, 0x33],
      [1, 0x10, 0x20, 0x30, 0x01, 0x02, 0x03],
      [2, 0, 0, 0, 0, 0, 0],
      [3, 0x08, 0x10, 0x18, 0x01, 0x01, 0x02],
      [4, 0, 0, 0, 0, 0, 0],
    ];
    const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 5, 8, 2, 0, 0, 0]);
    const chunk = (type: string, data: Buffer) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(data.length);
      return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
    };
    const png = Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    ]);
    expect([...decodePng(png).pixels]).toEqual(Array.from({ length: 5 }, () => [0x102030, 0x112233]).flat());
    expect(() => decodePng(Buffer.from('no picture at all'))).toThrow('no PNG');
  });

  test('PR27 keeps every colour where they are few', () => {
    const { palette } = readPalettePng(encodePng(picture(2, [0xffffff, 0x000000, 0x123456, 0xffffff])));
    expect(palette.toSorted((a, b) => a - b)).toEqual([0x000000, 0x123456, 0xffffff]);
  });

  test('PR27 stands in for many colours by 256 that are near, and the paper stays white', () => {
    const many = Array.from({ length: 4_096 }, (_, index) => (index * 4_099) & 0xffffff);
    const paper = Array.from({ length: 60_000 }, () => 0xffffff);
    const { palette, size } = readPalettePng(encodePng(picture(4_096 + 60_000, [...many, ...paper])));
    expect(size).toBe(256);
    const indexOf = nearestIn(palette);
    expect(palette[indexOf(0xffffff)]).toBe(0xffffff);
    const worst = Math.max(
      ...many.map((colour) => Math.abs((colour >> 16) - ((palette[indexOf(colour)] ?? 0) >> 16))),
    );
    expect(worst).toBeLessThan(64);
  });
});
