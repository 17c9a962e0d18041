import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';
import { packedValues, tableBlocks } from './leveldb.ts';

/** A way in which a text may lie in a file. */
export type Form = { readonly name: string; readonly bytes: Buffer };

const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;
const LENIENT = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_UNPACKED_BYTES };
const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);
const ZLIB_SECOND_BYTES: ReadonlySet<number> = new Set([0x01, 0x5e, 0x9c, 0xda]);
/** Chromium's simple cache: the magic number, a header of 24 bytes that gives the key's length at 12, the key, then the answer's body. */
const CACHE_MAGIC = Buffer.from('305c72a71b6dfbfc', 'hex');
const CACHE_HEADER_BYTES = 24;

/** The bytes by which a text is found, each form once. */
export function formsOf(text: string): readonly Form[] {
  const utf8 = Buffer.from(text);
  const forms: Form[] = [
    { name: 'UTF-8', bytes: utf8 },
    { name: 'Latin-1', bytes: Buffer.from(text, 'latin1') },
    { name: 'UTF-16LE', bytes: Buffer.from(text, 'utf16le') },
    { name: 'JSON', bytes: Buffer.from(escapeJson(text)) },
    { name: 'percent', bytes: Buffer.from(encodeURIComponent(text)) },
    { name: 'form', bytes: Buffer.from(encodeURIComponent(text).replaceAll('%20', '+')) },
    { name: 'hexadecimal', bytes: Buffer.from(utf8.toString('hex')) },
    ...[0, 1, 2].flatMap((shift) => base64Of(utf8, shift)),
  ];
  return forms.filter(({ bytes }, index) => forms.findIndex((other) => other.bytes.equals(bytes)) === index);
}

/** All that is not ASCII as `\uXXXX`, as many a writer of JSON has it. */
export function escapeJson(text: string): string {
  return text.replaceAll(
    /[^\u0020-\u007E]/gu,
    (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** Base64 of the text with so many bytes before it; the signs at both ends, in which other bytes are mixed, are left out. */
function base64Of(utf8: Buffer, shift: number): Form[] {
  const padded = Buffer.concat([Buffer.alloc(shift), utf8]);
  const first = Math.ceil((shift * 4) / 3);
  const last = Math.floor((padded.length * 4) / 3);
  return (['base64', 'base64url'] as const).map((encoding) => ({
    name: encoding,
    bytes: Buffer.from(padded.toString(encoding).slice(first, last)),
  }));
}

type Layer = { readonly name: string; readonly bytes: Buffer };

/**
 * The file's bytes, and what is packed in them: gzip and zlib anywhere, whatever a cached answer of Chromium holds, the blocks of a
 * LevelDB table, and the values of IndexedDB in both.
 */
export function* layersOf(bytes: Buffer): Generator<Layer> {
  yield { name: '', bytes };
  for (const value of packedValues(bytes)) yield { name: 'snappy', bytes: value };
  for (const block of tableBlocks(bytes)) {
    yield { name: 'LevelDB', bytes: block };
    for (const value of packedValues(block)) yield { name: 'LevelDB, snappy', bytes: value };
  }
  for (let at = bytes.indexOf(GZIP); at >= 0; at = bytes.indexOf(GZIP, at + 1))
    yield* unpacked('gzip', () => gunzipSync(bytes.subarray(at), LENIENT));
  for (let at = bytes.indexOf(0x78); at >= 0; at = bytes.indexOf(0x78, at + 1))
    if (ZLIB_SECOND_BYTES.has(bytes[at + 1] ?? 0))
      yield* unpacked('zlib', () => inflateSync(bytes.subarray(at), LENIENT));
  yield* unpacked('brotli', () => unbrotli(bytes));
  if (bytes.length > CACHE_HEADER_BYTES && bytes.subarray(0, 8).equals(CACHE_MAGIC)) {
    const body = bytes.subarray(CACHE_HEADER_BYTES + bytes.readUInt32LE(12));
    yield* unpacked('brotli in the cache', () => unbrotli(body));
  }
}

function unbrotli(bytes: Buffer): Buffer {
  return brotliDecompressSync(bytes, {
    finishFlush: constants.BROTLI_OPERATION_FLUSH,
    maxOutputLength: MAX_UNPACKED_BYTES,
  });
}

function* unpacked(name: string, unpack: () => Buffer): Generator<Layer> {
  try {
    yield { name, bytes: unpack() };
  } catch {
    // It only looked like it.
  }
}
