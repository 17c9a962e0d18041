import { constants, createPrivateKey, generateKeyPair, privateDecrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { CirclewellError } from '../../protocol/errors.ts';
import type { Tables } from '../records/kysely/tables.ts';
import { openJson, sealJson, type SealedPlace, type Sealer } from '../records/sealing.ts';
import { closingKeyRowSchema } from './workstationTables.ts';

const ID = 'practice';
const PLACE: SealedPlace = { table: 'closing_keys', column: 'sealed', id: ID };
/** As strong as 128 bits until 2030 and beyond (NIST SP 800-57, part 1, table 2). */
const MODULUS_BITS = 3072;
const pairSchema = z.strictObject({ publicKey: z.base64(), privateKey: z.base64() });
type Pair = z.infer<typeof pairSchema>;
const generate = promisify(generateKeyPair);

/** The practice's key by which workstations close their vaults, and which the hub alone opens again (NB71, NB73; ADR 0134). */
export interface ClosingKey {
  /** SPKI in DER, base64. Made when it is first asked for, which takes up to a second. */
  publicKey(): Promise<string>;
  /**
   * Opens what was sealed (RSA-OAEP, SHA-256) for this place.
   * @throws CirclewellError `invalid` where it was altered, or sealed for another place or by another key
   */
  open(label: string, sealed: Uint8Array): Promise<Uint8Array>;
}

export function createClosingKey(db: Kysely<Tables>, sealer: Sealer): ClosingKey {
  async function read(): Promise<Pair | null> {
    const row = await db.selectFrom('closing_keys').selectAll().where('id', '=', ID).executeTakeFirst();
    return row === undefined
      ? null
      : openJson(sealer, PLACE, closingKeyRowSchema.parse(row).sealed, pairSchema);
  }

  async function make(): Promise<Pair | null> {
    const { publicKey, privateKey } = await generate('rsa', {
      modulusLength: MODULUS_BITS,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'der' },
    });
    const pair = { publicKey: publicKey.toString('base64'), privateKey: privateKey.toString('base64') };
    await db
      .insertInto('closing_keys')
      .values({ id: ID, sealed: sealJson(sealer, PLACE, pair) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    // Of two that were made at once the one that was kept holds.
    return read();
  }

  const pair = async (): Promise<Pair> => {
    const kept = (await read()) ?? (await make());
    if (kept === null) throw new Error('The closing key was not kept');
    return kept;
  };

  return {
    publicKey: async () => (await pair()).publicKey,
    async open(label, sealed) {
      const { privateKey } = await pair();
      try {
        return privateDecrypt(
          {
            key: createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' }),
            padding: constants.RSA_PKCS1_OAEP_PADDING,
            oaepHash: 'sha256',
            oaepLabel: Buffer.from(label, 'utf8'),
          },
          sealed,
        );
      } catch {
        throw new CirclewellError('invalid', 'The closed key does not open', 'notebook.notYourWorkstation');
      }
    },
  };
}
