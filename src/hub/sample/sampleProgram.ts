import type { Language, StaffRole } from '../../protocol/session/people.ts';
import type { AgendaTemplate } from '../../protocol/api/groups.ts';

/** A practice that nobody works in, with people that do not exist. */
export const SAMPLE_PRACTICE = 'Harbor House (sample)';

/** The first one is the owner. */
export const SAMPLE_STAFF: readonly { readonly name: string; readonly role: StaffRole }[] = [
  { name: 'Maria S.', role: 'lead' },
  { name: 'Noor K.', role: 'coFacilitator' },
  { name: 'Iris B.', role: 'noteTaker' },
];

/** The group's name goes with the day on which the sample is made. */
export const SAMPLE_GROUP: { readonly nameAfterDay: string; readonly template: AgendaTemplate } = {
  nameAfterDay: 'evening IOP',
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
