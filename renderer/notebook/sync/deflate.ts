import type { Bytes } from '../ports.ts';

/** The largest that an update may be once it is inflated, in bytes. More is taken for an attack. */
const MAX_INFLATED_BYTES = 32 * 1024 * 1024;

export function deflate(bytes: Uint8Array): Promise<Bytes> {
  return through(new CompressionStream('deflate-raw'), bytes, Infinity);
}

/** @throws Error where it is no deflated text, or too large */
export function inflate(bytes: Uint8Array): Promise<Bytes> {
  return through(new DecompressionStream('deflate-raw'), bytes, MAX_INFLATED_BYTES);
}

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array,
  most: number,
): Promise<Bytes> {
  const writer = stream.writable.getWriter();
  // Not by way of a Blob, which goes through the browser's own process. What goes wrong shows in reading.
  writer.write(new Uint8Array(bytes)).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader = stream.readable.getReader();
  const pieces: Bytes[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new Error('It is too large');
    }
    pieces.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
