import { consentFault, type ConsentFault } from '../../../src/domain/consents/consents.ts';
import {
  consentBodySchema,
  type ConsentBody,
  type ConsentScope,
} from '../../../src/protocol/api/consents.ts';

/** The form of a consent as far as it is filled in. */
export type ConsentDraft = {
  readonly scope: ConsentScope;
  readonly information: string;
  readonly recipients: string;
  readonly purpose: string;
  readonly signedOn: string;
  readonly endKind: ConsentBody['end']['kind'];
  readonly endDay: string;
  readonly endWords: string;
};

export const EMPTY_CONSENT: ConsentDraft = {
  scope: 'tpo',
  information: '',
  recipients: '',
  purpose: '',
  signedOn: '',
  endKind: 'none',
  endDay: '',
  endWords: '',
};

/** What is sent for it; null while something is missing. */
export function consentOf({ endKind, endDay, endWords, ...draft }: ConsentDraft): ConsentBody | null {
  const end =
    endKind === 'day'
      ? { kind: endKind, day: endDay }
      : endKind === 'event'
        ? { kind: endKind, words: endWords }
        : { kind: endKind };
  return consentBodySchema.safeParse({ ...draft, end }).data ?? null;
}

/** What is not right with it, as the hub would say (SG82). */
export function faultOf(draft: ConsentDraft, today: string): ConsentFault | null {
  const body = consentOf(draft);
  return body && consentFault(body, today);
}
