import { randomBytes } from 'node:crypto';
import { link, open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { KEY_BYTES } from '../records/sealing.ts';
import { syncFolder } from '../syncFolder.ts';
import { BackupError } from './BackupError.ts';
import { encodeHeader, readHeader, type ReadHeader } from './backupHeader.ts';
import { openFileKey, sealFileKey, type BackupSecret } from './backupKeys.ts';
import { NONCE_PREFIX_BYTES, openPieces, sealPieces } from './sealedPieces.ts';

const READ_BYTES = 256 * 1024;
const LENGTH_BYTES = 4;
const MAX_MANIFEST_BYTES = 64 * 1024;

/** What is sealed before the database: the key that opens it. */
const manifestSchema = z.object({ kek: z.base64(), databaseBytes: z.number().int().nonnegative() });

export type SealOptions = {
  /** A database that nobody writes to any more. */
  readonly databaseFile: string;
  readonly kek: Uint8Array;
  readonly target: string;
  readonly secret: BackupSecret;
  readonly release: string;
  readonly createdAt: number;
  /** Bytes of the database that are sealed, and their sum. */
  readonly onProgress: (done: number, total: number) => void;
};

/**
 * Seals a database and its key into a file that is not there yet; on the disk when it resolves.
 * @returns its length in bytes
 */
export async function sealBackup(options: SealOptions): Promise<number> {
  const database = await open(options.databaseFile, 'r');
  try {
    const { size } = await database.stat();
    const manifest = encodeManifest(options.kek, size);
    const fileKey = new Uint8Array(randomBytes(KEY_BYTES));
    const noncePrefix = new Uint8Array(randomBytes(NONCE_PREFIX_BYTES));
    const header = encodeHeader({
      release: options.release,
      createdAt: options.createdAt,
      noncePrefix,
      plainBytes: manifest.length + size,
      slot: await sealFileKey(fileKey, options.secret),
    });
    const out = await open(options.target, 'wx', 0o600);
    try {
      await out.writeFile(header);
      let length = header.length;
      const plain = inOrder(
        manifest,
        readFile(database, (done) => options.onProgress(done, size)),
      );
      for await (const piece of sealPieces(plain, { key: fileKey, noncePrefix, header })) {
        await out.writeFile(piece);
        length += piece.length;
      }
      await out.sync();
      return length;
    } finally {
      await out.close();
    }
  } finally {
    await database.close();
  }
}

/** A backup whose header has been read and whose length is right. Its owner closes it. */
export type OpenBackup = {
  readonly header: ReadHeader['header'];
  /**
   * Opens every piece.
   * @param write gets the database, part by part
   * @returns the key-encryption key
   * @throws BackupError `wrongKey` before anything is written; `altered`
   */
  read(text: string, write: (part: Uint8Array) => Promise<void>): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** @throws BackupError `notABackup`, `newer`, `headerAltered`, `cutOff`, `appendedTo` */
export async function openBackup(file: string): Promise<OpenBackup> {
  const handle = await open(file, 'r');
  try {
    const { header, bytes, fileBytes } = await readHeader(async (length) => {
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await handle.read(buffer, 0, length);
      return buffer.subarray(0, bytesRead);
    });
    const { size } = await handle.stat();
    if (size !== fileBytes) throw new BackupError(size < fileBytes ? 'cutOff' : 'appendedTo');
    return {
      header,
      async read(text, write) {
        const key = await openFileKey(header.slot, text);
        const pieces = openPieces(
          readFile(handle, () => undefined, bytes.length),
          {
            key,
            noncePrefix: header.noncePrefix,
            header: bytes,
          },
        );
        return readPayload(pieces, write);
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Gives a finished file its name, which must be free. @throws BackupError `fileThere` */
export async function giveName(draft: string, target: string): Promise<void> {
  try {
    await link(draft, target);
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw isThere ? new BackupError('fileThere') : error;
  }
  await rm(draft);
  await syncFolder(path.dirname(target));
}

function encodeManifest(kek: Uint8Array, databaseBytes: number): Uint8Array {
  const json = Buffer.from(
    JSON.stringify({ kek: Buffer.from(kek).toString('base64'), databaseBytes }),
    'utf8',
  );
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json]);
}

async function readPayload(
  plain: AsyncIterable<Uint8Array>,
  write: (part: Uint8Array) => Promise<void>,
): Promise<Uint8Array> {
  let manifest: z.infer<typeof manifestSchema> | null = null;
  let head: Uint8Array = new Uint8Array();
  let written = 0;
  for await (const part of plain) {
    let rest = part;
    if (!manifest) {
      head = Buffer.concat([head, part]);
      const split = splitManifest(head);
      if (!split) continue;
      ({ manifest, rest } = split);
    }
    if (rest.length > 0) await write(rest);
    written += rest.length;
  }
  if (!manifest || written !== manifest.databaseBytes) throw new BackupError('altered');
  return new Uint8Array(Buffer.from(manifest.kek, 'base64'));
}

function splitManifest(head: Uint8Array) {
  if (head.length < LENGTH_BYTES) return null;
  const length = Buffer.from(head).readUInt32BE();
  if (length > MAX_MANIFEST_BYTES) throw new BackupError('altered');
  if (head.length < LENGTH_BYTES + length) return null;
  const end = LENGTH_BYTES + length;
  const manifest = manifestSchema.parse(
    JSON.parse(Buffer.from(head.subarray(LENGTH_BYTES, end)).toString('utf8')),
  );
  return { manifest, rest: head.subarray(end) };
}

async function* inOrder(first: Uint8Array, then: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* then;
}

async function* readFile(
  handle: FileHandle,
  onRead: (done: number) => void,
  from = 0,
): AsyncGenerator<Uint8Array> {
  for (let position = from; ;) {
    const buffer = Buffer.alloc(READ_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    onRead(position - from);
    yield buffer.subarray(0, bytesRead);
  }
}
