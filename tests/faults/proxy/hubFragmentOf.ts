const MAGIC_COOKIE = 0x2112a442;
const HEADER_BYTES = 20;
const USERNAME = 0x0006;

/**
 * The user fragment of whoever a STUN request is sent to, from its USERNAME "theirs:mine" (RFC 8489, 14.3; RFC 8445, 7.2.2).
 * @returns null where the datagram is no STUN message, or names nobody
 */
export function hubFragmentOf(datagram: Buffer): string | null {
  if (datagram.length < HEADER_BYTES || datagram.readUInt32BE(4) !== MAGIC_COOKIE) return null;
  let at = HEADER_BYTES;
  while (at + 4 <= datagram.length) {
    const length = datagram.readUInt16BE(at + 2);
    if (datagram.readUInt16BE(at) === USERNAME)
      return datagram.toString('utf8', at + 4, at + 4 + length).split(':')[0] ?? null;
    // Attributes begin at multiples of four.
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return null;
}
