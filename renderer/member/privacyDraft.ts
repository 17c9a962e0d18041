import type { PrivacyCheck } from '../../src/protocol/session/people.ts';

/** The privacy check as far as it is filled in. It lives in the page's memory and nowhere else (MP12). */
export type PrivacyDraft = Omit<PrivacyCheck, 'company'> & {
  readonly company: PrivacyCheck['company'] | null;
};

/** Nothing filled in: it is prefilled from nothing. */
export const EMPTY_PRIVACY: PrivacyDraft = {
  place: '',
  callbackPhone: '',
  company: null,
  hasHeadphones: false,
  isDriving: false,
};
