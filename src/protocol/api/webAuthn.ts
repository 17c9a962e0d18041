import { z } from 'zod';
import { passkeyNameSchema } from './factors.ts';

/** Bytes in base64url; the longest are a key's attestation. */
const bytesSchema = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/);
const transportsSchema = z.array(z.string().max(30)).max(10);
const credentialSchema = z.object({
  id: bytesSchema.min(1),
  rawId: bytesSchema.min(1),
  type: z.literal('public-key'),
  // Nothing is asked of extensions, so nothing that they say is looked at.
  clientExtensionResults: z.object({}),
});

/** What the browser is to make a passkey by (WebAuthn Level 3, 5.1.9: `PublicKeyCredentialCreationOptionsJSON`). */
export const passkeyCreationSchema = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: bytesSchema, name: z.string(), displayName: z.string() }),
  challenge: bytesSchema,
  pubKeyCredParams: z.array(z.object({ alg: z.number().int(), type: z.literal('public-key') })),
  timeout: z.number().int(),
  excludeCredentials: z.array(z.object({ id: bytesSchema, type: z.literal('public-key') })),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
});
export type PasskeyCreation = z.infer<typeof passkeyCreationSchema>;

/** What the browser is to sign, with a passkey that it finds by itself or one of those named (5.1.10: `PublicKeyCredentialRequestOptionsJSON`). */
export const passkeyRequestSchema = z.object({
  rpId: z.string(),
  challenge: bytesSchema,
  timeout: z.number().int(),
  userVerification: z.literal('required'),
  allowCredentials: z.array(z.object({ id: bytesSchema, type: z.literal('public-key') })).exactOptional(),
});
export type PasskeyRequest = z.infer<typeof passkeyRequestSchema>;

/** The browser's answer to a creation (`RegistrationResponseJSON`). */
export const passkeyCreatedSchema = credentialSchema.extend({
  response: z.object({
    clientDataJSON: bytesSchema,
    attestationObject: bytesSchema,
    transports: transportsSchema.exactOptional(),
  }),
});
export type PasskeyCreated = z.infer<typeof passkeyCreatedSchema>;

/** The browser's answer to a request (`AuthenticationResponseJSON`). */
export const passkeySignedSchema = credentialSchema.extend({
  response: z.object({
    clientDataJSON: bytesSchema,
    authenticatorData: bytesSchema,
    signature: bytesSchema,
    userHandle: bytesSchema.exactOptional(),
  }),
});
export type PasskeySigned = z.infer<typeof passkeySignedSchema>;

/** POST /api/me/factors/passkeys: refused as `factor.wrongPasskey` or `factor.tooManyPasskeys`. */
export const passkeyBodySchema = z.strictObject({ name: passkeyNameSchema, created: passkeyCreatedSchema });
/** POST /api/sign-in/passkey and POST /api/me/confirm/passkey: refused as `factor.wrongPasskey`. */
export const passkeySignedBodySchema = z.strictObject({ signed: passkeySignedSchema });
