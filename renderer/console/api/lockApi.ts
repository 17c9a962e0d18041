import { lockReplySchema } from '../../../src/protocol/api/signIns.ts';
import { emptyReplySchema, type Http } from './http.ts';

/**
 * What the lock and the question "is it you" ask the hub. Over a client that holds nothing back: they are what the held
 * requests wait for (CO65).
 */
export function createLockApi(http: Http) {
  return {
    lockStanding: () => http.get('/api/me/lock', lockReplySchema),
    lock: () => http.send('POST', '/api/me/lock', lockReplySchema),
    confirm: (passphrase: string) => http.send('POST', '/api/me/confirm', emptyReplySchema, { passphrase }),
    signOut: () => http.send('POST', '/api/sign-out', emptyReplySchema),
  };
}
export type LockApi = ReturnType<typeof createLockApi>;
