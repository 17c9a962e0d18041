import { z } from 'zod';
import { idSchema, instantSchema } from '../session/people.ts';
import { browserKindSchema, systemKindSchema } from './signIns.ts';

/** 128 random bits in base64url, made with a workstation's notebook. Who has them may ask how it stands, and no more (NB70). */
export const workstationKeySchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/u);

/** POST /api/notebook/workstations: this account's notebook is on this workstation. */
export const workstationBodySchema = z.strictObject({ workstation: workstationKeySchema });
export const workstationReplySchema = z.object({
  /** By which it is named in the list; its key cannot be found from it. */
  id: idSchema,
  /** The practice's closing key: an RSA public key of 3072 bits, SPKI in DER (NB71). */
  closingKey: z.base64().max(2_000),
});

/** GET /api/notebook/workstations: those with the notebook of whoever asks, the one seen last first. */
export const workstationSchema = z.object({
  id: idSchema,
  firstSeenAt: instantSchema,
  lastSeenAt: instantSchema,
  /** Null where it is of no kind that is told apart. */
  browser: browserKindSchema.nullable(),
  system: systemKindSchema.nullable(),
  /** Since when it is out of use; null while it is in use. */
  revokedAt: instantSchema.nullable(),
});

export const workstationListReplySchema = z.object({ workstations: z.array(workstationSchema) });

/** POST /api/notebook/workstations/standing: how a workstation stands, without a sign-in. One that is not known is in use. */
export const workstationStandingReplySchema = z.object({ revokedAt: instantSchema.nullable() });

/**
 * POST /api/notebook/workstations/open: takes it into use again, and opens the key by which its vault was closed (NB73). Refused with
 * `notebook.notYourWorkstation`.
 */
export const workstationOpenBodySchema = z.strictObject({
  workstation: workstationKeySchema,
  /** RSA-OAEP with SHA-256, bound to account and workstation; null where its vault was not closed yet. */
  closedKey: z.base64().max(2_000).nullable(),
});
export const workstationOpenReplySchema = z.object({ key: z.base64().nullable() });
