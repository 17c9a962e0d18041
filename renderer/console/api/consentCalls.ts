import {
  consentsReplySchema,
  type ConsentBody,
  type WithdrawalBody,
} from '../../../src/protocol/api/consents.ts';
import type { Http } from './http.ts';

const of = (...parts: readonly string[]): string => parts.map((part) => encodeURIComponent(part)).join('/');

/** What the console asks of the hub about members' consents. */
export function createConsentCalls(http: Http) {
  return {
    consents: (groupId: string) => http.get(`/api/groups/${of(groupId)}/consents`, consentsReplySchema),
    giveConsent: (groupId: string, memberId: string, body: ConsentBody) =>
      http.send(
        'POST',
        `/api/groups/${of(groupId, 'members', memberId, 'consents')}`,
        consentsReplySchema,
        body,
      ),
    withdrawConsent: (groupId: string, memberId: string, consentId: string, body: WithdrawalBody) =>
      http.send(
        'POST',
        `/api/groups/${of(groupId, 'members', memberId, 'consents', consentId, 'withdrawal')}`,
        consentsReplySchema,
        body,
      ),
  };
}
