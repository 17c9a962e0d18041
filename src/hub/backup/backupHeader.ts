import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BackupError } from './BackupError.ts';
import { keySlotSchema, slotToJson, type KeySlot } from './backupKeys.ts';
import { NONCE_PREFIX_BYTES, sealedLength } from './sealedPieces.ts';

/** The first bytes of every backup. */
const MAGIC = Buffer.from('CIRCLEWELL-BACKUP\n', 'latin1');
const FORMAT = 1;
const LENGTH_BYTES = 4;
const HASH_BYTES = 32;
const MAX_JSON_BYTES = 64 * 1024;

/** What can be read of any version: whether this release can read the rest. */
const versionSchema = z.object({ format: z.number().int().positive() });
const headerSchema = z.object({
  format: z.literal(FORMAT),
  /** The release of Circlewell that made it. */
  release: z.string().max(40),
  createdAt: z.number().int().nonnegative(),
  noncePrefix: z
    .base64()
    .transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64')))
    .refine((bytes) => bytes.length === NONCE_PREFIX_BYTES),
  /** How many bytes are sealed in it. */
  plainBytes: z.number().int().nonnegative(),
  slot: keySlotSchema,
});
export type BackupHeader = Omit<z.infer<typeof headerSchema>, 'format'>;

/** A header that was read: its bytes go into every piece as additional data. */
export type ReadHeader = {
  readonly header: BackupHeader;
  readonly bytes: Uint8Array;
  /** How long the whole file must be. */
  readonly fileBytes: number;
};

/** Magic, length of the JSON, the JSON, and the SHA-256 of all of it, which tells damage from a wrong key. */
export function encodeHeader(header: BackupHeader): Uint8Array {
  const slot: KeySlot = header.slot;
  const json = Buffer.from(
    JSON.stringify({
      ...header,
      format: FORMAT,
      noncePrefix: Buffer.from(header.noncePrefix).toString('base64'),
      slot: slotToJson(slot),
    }),
    'utf8',
  );
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(json.length);
  const covered = Buffer.concat([MAGIC, length, json]);
  return Buffer.concat([covered, createHash('sha256').update(covered).digest()]);
}

/**
 * @param read gives the next so many bytes of the file, or fewer at its end
 * @throws BackupError `notABackup`, `cutOff`, `headerAltered`, `newer`
 */
export async function readHeader(read: (length: number) => Promise<Uint8Array>): Promise<ReadHeader> {
  const magic = await read(MAGIC.length);
  if (!MAGIC.equals(magic)) throw new BackupError('notABackup');
  const exactly = async (length: number): Promise<Buffer> => {
    const bytes = Buffer.from(await read(length));
    if (bytes.length < length) throw new BackupError('cutOff');
    return bytes;
  };
  const lengthBytes = await exactly(LENGTH_BYTES);
  const length = lengthBytes.readUInt32BE();
  if (length > MAX_JSON_BYTES) throw new BackupError('headerAltered');
  const json = await exactly(length);
  const hash = await exactly(HASH_BYTES);
  const covered = Buffer.concat([magic, lengthBytes, json]);
  if (!createHash('sha256').update(covered).digest().equals(hash)) throw new BackupError('headerAltered');
  const bytes = Buffer.concat([covered, hash]);
  const header = parseHeader(json.toString('utf8'));
  return { header, bytes, fileBytes: bytes.length + sealedLength(header.plainBytes) };
}

function parseHeader(text: string): BackupHeader {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BackupError('headerAltered');
  }
  const version = versionSchema.safeParse(value);
  if (!version.success) throw new BackupError('headerAltered');
  if (version.data.format > FORMAT) throw new BackupError('newer');
  const header = headerSchema.safeParse(value);
  if (!header.success) throw new BackupError('headerAltered');
  return header.data;
}
