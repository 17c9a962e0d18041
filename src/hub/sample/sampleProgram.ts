import type { ConsentBody } from '../../protocol/api/consents.ts';
import type { Credential } from '../../protocol/notes/note.ts';
import type { Language, StaffRole } from '../../protocol/session/people.ts';
import type { AgendaTemplate } from '../../protocol/api/groups.ts';

/** A practice that nobody works in, with people that do not exist. */
export const SAMPLE_PRACTICE = 'Harbor House (sample)';

type SampleStaff = {
  readonly name: string;
  readonly role: StaffRole;
  /** What they sign notes with; null for who signs none. */
  readonly credential: Credential | null;
};

const credential = (type: string, number: string, requiresCosignature = false): Credential => ({
  type,
  number,
  state: 'CA',
  expiresOn: null,
  requiresCosignature,
});

/** The first one is the owner. One needs a co-signature, and one can give it. */
export const SAMPLE_STAFF: readonly SampleStaff[] = [
  { name: 'Maria S.', role: 'lead', credential: credential('LMFT', 'SAMPLE-1') },
  { name: 'Noor K.', role: 'coFacilitator', credential: credential('AMFT', 'SAMPLE-2', true) },
  { name: 'Iris B.', role: 'noteTaker', credential: null },
  { name: 'Rosa D.', role: 'supervisor', credential: credential('LCSW', 'SAMPLE-3') },
];

/** The group's name goes with the day on which the sample is made. */
export const SAMPLE_GROUP: { readonly nameAfterDay: string; readonly template: AgendaTemplate } = {
  nameAfterDay: 'IOP',
  template: 'IOP-180',
};

export const SAMPLE_MEMBERS: readonly { readonly name: string; readonly language: Language }[] = [
  { name: 'Ana R.', language: 'en' },
  { name: 'Ben T.', language: 'en' },
  { name: 'Cora L.', language: 'en' },
  { name: 'Dev P.', language: 'en' },
  { name: 'Ella M.', language: 'en' },
  { name: 'Femi A.', language: 'en' },
  { name: 'Gus W.', language: 'es' },
  { name: 'Hana S.', language: 'es' },
];

/** What each of them has consented to, two weeks before. */
export const SAMPLE_CONSENT: Omit<ConsentBody, 'signedOn'> = {
  scope: 'tpo',
  information: 'Attendance, notes and plans of this program',
  recipients: 'Those who treat me here, who supervises them, and my health plan',
  purpose: 'Treatment, payment and health care operations',
  end: { kind: 'none' },
};
