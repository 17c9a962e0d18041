/**
 * The bytes of an answer, piece by piece as they come.
 *
 * @param maxBytes more than this is not taken: whatever answers with more is not what was asked, and may never end.
 * @throws Error as soon as more has come; then no more is fetched
 */
export async function* piecesOf(answer: Response, maxBytes: number): AsyncGenerator<Uint8Array, void, void> {
  if (answer.body === null) return;
  let bytes = 0;
  for await (const piece of answer.body) {
    bytes += piece.length;
    if (bytes > maxBytes) throw new Error(`the answer is longer than ${maxBytes} bytes`);
    yield piece;
  }
}

/** A whole answer as text. @throws Error where it is longer than so many bytes */
export async function readCapped(answer: Response, maxBytes: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(answer, maxBytes)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
