import { createCipheriv, createDecipheriv } from 'node:crypto';
import { BackupError } from './BackupError.ts';

/** Plain bytes in each piece but the last. */
export const PIECE_BYTES = 1024 * 1024;
const TAG_BYTES = 16;
/** The random part of the nonces; the rest is the piece's number and whether it is the last. */
export const NONCE_PREFIX_BYTES = 7;

export type PieceKey = {
  readonly key: Uint8Array;
  readonly noncePrefix: Uint8Array;
  readonly header: Uint8Array;
};

/**
 * Seals a stream in pieces (STREAM; Hoang, Reyhanitabar, Rogaway, Vizár 2015): each nonce holds the piece's number and
 * whether it is the last, so that a piece lost, moved or cut off is noticed. The header goes into each as additional data.
 */
export async function* sealPieces(
  source: AsyncIterable<Uint8Array>,
  pieceKey: PieceKey,
): AsyncGenerator<Uint8Array> {
  let index = 0;
  let waiting: Uint8Array | null = null;
  for await (const piece of inPieces(source, PIECE_BYTES)) {
    if (waiting) yield sealPiece(pieceKey, index++, false, waiting);
    waiting = piece;
  }
  yield sealPiece(pieceKey, index, true, waiting ?? new Uint8Array());
}

/** Opens what `sealPieces` sealed. @throws BackupError `altered` at the first piece that is not as it was */
export async function* openPieces(
  source: AsyncIterable<Uint8Array>,
  pieceKey: PieceKey,
): AsyncGenerator<Uint8Array> {
  let index = 0;
  let waiting: Uint8Array | null = null;
  for await (const piece of inPieces(source, PIECE_BYTES + TAG_BYTES)) {
    if (waiting) yield openPiece(pieceKey, index++, false, waiting);
    waiting = piece;
  }
  yield openPiece(pieceKey, index, true, waiting ?? new Uint8Array());
}

/** How long the pieces are that hold so many plain bytes. */
export function sealedLength(plainBytes: number): number {
  return plainBytes + Math.max(1, Math.ceil(plainBytes / PIECE_BYTES)) * TAG_BYTES;
}

function nonceOf({ noncePrefix }: PieceKey, index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_PREFIX_BYTES + 5);
  nonce.set(noncePrefix);
  nonce.writeUInt32BE(index, NONCE_PREFIX_BYTES);
  nonce[NONCE_PREFIX_BYTES + 4] = isLast ? 1 : 0;
  return nonce;
}

function sealPiece(pieceKey: PieceKey, index: number, isLast: boolean, plain: Uint8Array): Uint8Array {
  const nonce = nonceOf(pieceKey, index, isLast);
  const cipher = createCipheriv('aes-256-gcm', pieceKey.key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(pieceKey.header);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openPiece(pieceKey: PieceKey, index: number, isLast: boolean, piece: Uint8Array): Uint8Array {
  if (piece.length < TAG_BYTES) throw new BackupError('altered');
  const tagAt = piece.length - TAG_BYTES;
  const nonce = nonceOf(pieceKey, index, isLast);
  const decipher = createDecipheriv('aes-256-gcm', pieceKey.key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(pieceKey.header);
  decipher.setAuthTag(piece.subarray(tagAt));
  try {
    return Buffer.concat([decipher.update(piece.subarray(0, tagAt)), decipher.final()]);
  } catch {
    throw new BackupError('altered');
  }
}

/** Cuts a stream into pieces of one size; the last may be shorter. */
async function* inPieces(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let kept: Uint8Array[] = [];
  let length = 0;
  for await (const part of source) {
    kept.push(part);
    length += part.length;
    while (length >= size) {
      const joined: Buffer = Buffer.concat(kept, length);
      yield joined.subarray(0, size);
      const rest = joined.subarray(size);
      kept = rest.length > 0 ? [rest] : [];
      length = rest.length;
    }
  }
  if (length > 0) yield Buffer.concat(kept, length);
}
