/** LevelDB's table ends with this, after the places of its two indexes. */
const TABLE_MAGIC = Buffer.from('57fb808b247547db', 'hex');
const FOOTER_BYTES = 48;
const SNAPPY = 1;
/** Before a value of IndexedDB that Chromium has packed by itself, whatever it lies in. */
const PACKED_VALUE = Buffer.from('ff1102', 'hex');
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

/** What a table of LevelDB holds, each block unpacked; nothing where the bytes are no table. */
export function* tableBlocks(bytes: Buffer): Generator<Buffer> {
  if (bytes.length < FOOTER_BYTES || !bytes.subarray(-8).equals(TABLE_MAGIC)) return;
  const footer = new Reader(bytes.subarray(-FOOTER_BYTES));
  footer.handle();
  const index = new Reader(blockAt(bytes, footer.handle()));
  const restarts = index.bytes.readUInt32LE(index.bytes.length - 4);
  const end = index.bytes.length - 4 * (restarts + 1);
  while (index.at < end) {
    index.number();
    const keyBytes = index.number();
    const valueBytes = index.number();
    index.at += keyBytes;
    const next = index.at + valueBytes;
    yield blockAt(bytes, index.handle());
    index.at = next;
  }
}

/** The values that Chromium packed one by one. */
export function* packedValues(bytes: Buffer): Generator<Buffer> {
  for (let at = bytes.indexOf(PACKED_VALUE); at >= 0; at = bytes.indexOf(PACKED_VALUE, at + 1))
    yield unsnappy(bytes.subarray(at + PACKED_VALUE.length));
}

type Handle = { readonly offset: number; readonly size: number };

function blockAt(bytes: Buffer, { offset, size }: Handle): Buffer {
  const block = bytes.subarray(offset, offset + size);
  return bytes[offset + size] === SNAPPY ? unsnappy(block) : block;
}

/** Unpacks Snappy's raw format, as far as it goes: what follows the packed bytes, or is no Snappy, ends it. */
export function unsnappy(bytes: Buffer): Buffer {
  const reader = new Reader(bytes);
  const length = reader.number();
  if (length > MAX_UNPACKED_BYTES) return Buffer.alloc(0);
  const out = Buffer.alloc(length);
  let written = 0;
  while (written < length && reader.at < bytes.length) {
    const tag = reader.byte();
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >> 2;
      const size = (short < 60 ? short : reader.little(short - 59)) + 1;
      const taken = bytes.copy(out, written, reader.at, Math.min(reader.at + size, bytes.length));
      reader.at += size;
      written += taken;
      continue;
    }
    const size = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const back = kind === 1 ? ((tag >> 5) << 8) | reader.byte() : reader.little(kind === 2 ? 2 : 4);
    if (back === 0 || back > written) break;
    // Byte by byte: a copy may reach into what it writes.
    for (let left = Math.min(size, length - written); left > 0; left -= 1, written += 1)
      out[written] = out[written - back] ?? 0;
  }
  return out.subarray(0, written);
}

/** Reads on from a place; beyond the end all is 0. */
class Reader {
  readonly bytes: Buffer;
  at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  /** So many bytes, the lowest first. */
  little(count: number): number {
    let value = 0;
    for (let place = 0; place < count; place += 1) value += this.byte() * 2 ** (8 * place);
    return value;
  }

  /** A number of seven bits a byte. */
  number(): number {
    let value = 0;
    for (let shift = 0; shift < 63; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    return value;
  }

  handle(): Handle {
    return { offset: this.number(), size: this.number() };
  }
}
