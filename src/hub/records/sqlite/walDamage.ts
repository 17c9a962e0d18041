/** The write-ahead log's layout and checksum: https://www.sqlite.org/fileformat2.html#the_write_ahead_log */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAGIC = 0x377f0682;
/** With this bit in its magic number the checksums are of big-endian words. */
const BIG_ENDIAN_BIT = 1;

type Sum = readonly [number, number];
type Frame = { readonly isValid: boolean; readonly isCommit: boolean };

/**
 * Whether a write-ahead log has lost a commit that was on the disk. SQLite reads up to the first frame whose checksum is wrong and
 * takes what follows for a write that the power cut: after a commit that was synced, though, only one more can be under way. Where two
 * commits stand at or behind a broken frame, the first of them was durable.
 * @param wal the file as it lies there while no process has it open
 */
export function hasLostCommit(wal: Buffer): boolean {
  const frames = readFrames(wal);
  const firstBroken = frames.findIndex(({ isValid }) => !isValid);
  if (firstBroken === -1) return false;
  return frames.slice(firstBroken).filter(({ isCommit }) => isCommit).length > 1;
}

/** The frames of the log's present turn; what is left behind them of an earlier turn has other salts. */
function readFrames(wal: Buffer): Frame[] {
  if (wal.length < HEADER_BYTES + FRAME_HEADER_BYTES) return [];
  const pageBytes = wal.readUInt32BE(8);
  if (pageBytes < 512 || pageBytes > 65_536) return [];
  const isBigEndian = (wal.readUInt32BE(0) & BIG_ENDIAN_BIT) === 1;
  let sum = checksum(wal.subarray(0, 24), [0, 0], isBigEndian);
  let isChainWhole = (wal.readUInt32BE(0) & ~BIG_ENDIAN_BIT) === MAGIC && isSame(sum, wal, 24);
  // A header that is broken itself cannot name the turn: the first frame does.
  const salts = isChainWhole ? wal.subarray(16, 24) : wal.subarray(HEADER_BYTES + 8, HEADER_BYTES + 16);
  const frames: Frame[] = [];
  for (let at = HEADER_BYTES; at + FRAME_HEADER_BYTES + pageBytes <= wal.length;) {
    const end = at + FRAME_HEADER_BYTES + pageBytes;
    const isOfTurn = salts.equals(wal.subarray(at + 8, at + 16));
    if (isChainWhole) {
      sum = checksum(wal.subarray(at, at + 8), sum, isBigEndian);
      sum = checksum(wal.subarray(at + FRAME_HEADER_BYTES, end), sum, isBigEndian);
      isChainWhole = isOfTurn && isSame(sum, wal, at + 16);
    }
    frames.push({ isValid: isChainWhole, isCommit: isOfTurn && wal.readUInt32BE(at + 4) !== 0 });
    at = end;
  }
  return frames;
}

/** Of whole pairs of words, as the format defines it. */
function checksum(bytes: Buffer, [first, second]: Sum, isBigEndian: boolean): Sum {
  let a = first;
  let b = second;
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    a = (a + (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + b) >>> 0;
    b = (b + (isBigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + a) >>> 0;
  }
  return [a, b];
}

function isSame([first, second]: Sum, wal: Buffer, at: number): boolean {
  return wal.readUInt32BE(at) === first && wal.readUInt32BE(at + 4) === second;
}
