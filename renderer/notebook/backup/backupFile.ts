import { z } from 'zod';
import { docIdSchema, type DocId } from '../../../src/protocol/notebook/docId.ts';
import { idSchema } from '../../../src/protocol/session/people.ts';
import { fromBase64, toBase64 } from '../store/base64.ts';
import { importKey, open, seal, SealError } from '../vault/aesGcm.ts';
import { costSchema, deriveKey, type Cost } from '../vault/deriveKey.ts';

const VERSION = 1;
const SALT_BYTES = 16;

/** A document, whole, as one update. */
export type BackedUp = { readonly docId: DocId; readonly update: Uint8Array };

/** What every version has, so that a newer one is told from what is no backup. */
const anyVersionSchema = z.object({ kind: z.literal('circlewell-notebook'), version: z.number().int() });
const fileSchema = z.strictObject({
  kind: z.literal('circlewell-notebook'),
  version: z.literal(VERSION),
  staffId: idSchema,
  /** By the machine that wrote it, in milliseconds since the Unix epoch. */
  at: z.number(),
  salt: z.base64(),
  cost: costSchema,
  sealed: z.base64(),
});
const contentSchema = z.array(z.strictObject({ docId: docIdSchema, update: z.base64() }));

export type BackupOwner = { readonly staffId: string; readonly at: number };

/** Seals documents under a passphrase (NB64). @returns the file's text */
export async function writeBackup(
  documents: readonly BackedUp[],
  passphrase: string,
  { staffId, at }: BackupOwner,
  cost: Cost,
): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const content = documents.map(({ docId, update }) => ({ docId, update: toBase64(update) }));
  const bytes = await deriveKey(passphrase, salt, cost);
  const key = await importKey(bytes);
  bytes.fill(0);
  const plain = new TextEncoder().encode(JSON.stringify(content));
  const sealed = await seal(key, placeOf({ staffId, at }), plain);
  const file = {
    kind: 'circlewell-notebook',
    version: VERSION,
    staffId,
    at,
    salt: toBase64(salt),
    cost,
    sealed: toBase64(sealed),
  } satisfies z.infer<typeof fileSchema>;
  return JSON.stringify(file);
}

/** Why a file is not read (NB65). */
export type Unread = 'noBackup' | 'newer' | 'anothers' | 'wrongPassphrase';

export async function readBackup(
  text: string,
  passphrase: string,
  staffId: string,
): Promise<{ readonly documents: readonly BackedUp[] } | { readonly why: Unread }> {
  const json = toJson(text);
  const { data: any } = anyVersionSchema.safeParse(json);
  if (any && any.version > VERSION) return { why: 'newer' };
  const { data: file } = fileSchema.safeParse(json);
  if (!file) return { why: 'noBackup' };
  if (file.staffId !== staffId) return { why: 'anothers' };
  try {
    const key = await importKey(await deriveKey(passphrase, fromBase64(file.salt), file.cost));
    const plain = await open(key, placeOf(file), fromBase64(file.sealed));
    const content = contentSchema.parse(JSON.parse(new TextDecoder().decode(plain)));
    return { documents: content.map(({ docId, update }) => ({ docId, update: fromBase64(update) })) };
  } catch (error) {
    // One that was altered cannot be told from one under another passphrase.
    if (error instanceof SealError) return { why: 'wrongPassphrase' };
    throw error;
  }
}

const placeOf = ({ staffId, at }: BackupOwner) => ['backup', String(VERSION), staffId, String(at)];

/** Undefined where it is no JSON. */
function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
