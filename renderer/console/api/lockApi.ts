import type { z } from 'zod';
import { lockReplySchema } from '../../../src/protocol/api/signIns.ts';
import { passkeyRequestSchema, type passkeySignedBodySchema } from '../../../src/protocol/api/webAuthn.ts';
import type { Passkeys } from '../model/passkeys.ts';
import { emptyReplySchema, type Http } from './http.ts';

/** What shows that it is still the same person: the passphrase, or the passkeys of whoever sits here (ID68, ID69). */
export type Proof = string | Pick<Passkeys, 'sign'>;

/**
 * What the lock and the question "is it you" ask the hub. Over a client that holds nothing back: they are what the held
 * requests wait for (CO65).
 */
export function createLockApi(http: Http) {
  return {
    lockStanding: () => http.get('/api/me/lock', lockReplySchema),
    lock: () => http.send('POST', '/api/me/lock', lockReplySchema),
    async confirm(proof: Proof) {
      if (typeof proof === 'string')
        return http.send('POST', '/api/me/confirm', emptyReplySchema, { passphrase: proof });
      const asked = await http.send('POST', '/api/me/confirm/passkey/options', passkeyRequestSchema);
      const body: z.infer<typeof passkeySignedBodySchema> = { signed: await proof.sign(asked) };
      return http.send('POST', '/api/me/confirm/passkey', emptyReplySchema, body);
    },
    signOut: () => http.send('POST', '/api/sign-out', emptyReplySchema),
  };
}
export type LockApi = ReturnType<typeof createLockApi>;
