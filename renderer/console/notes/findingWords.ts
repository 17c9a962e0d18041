import type { I18n } from '@lingui/core';
import {
  FINDING_CODES,
  isInSection,
  type Finding,
  type FindingCode,
  type NoteField,
  type Place,
} from '../../../src/domain/notes/checks/finding.ts';
import { sectionName } from './sectionWords.ts';

/** What was found, for each code; `found` is what stands in the text. */
const FOUND: Readonly<Record<FindingCode, string>> = {
  otherName: /*i18n*/ '“{found}” names somebody else of the group.',
  otherInitials: /*i18n*/ '“{found}” may be the initials of somebody else of the group.',
  unsettled: /*i18n*/ 'A suggestion is still to be settled.',
  timeOutsideSession: /*i18n*/ '{found} is outside the session.',
  minutesDiffer: /*i18n*/ '“{found}” differs from the minutes of attendance.',
  wording: /*i18n*/ '“{found}” can be hurtful or judging.',
  goalMissing: /*i18n*/ 'No goal of the treatment plan is chosen.',
  participationMissing: /*i18n*/ 'How the member took part is not chosen.',
  participationShort: /*i18n*/ 'What the member did and said is missing or very short.',
  responseShort: /*i18n*/ 'The member’s own response is missing or very short.',
  progressMissing: /*i18n*/ 'The progress on a goal is not chosen.',
  riskMissing: /*i18n*/ 'Risk is not chosen.',
  riskReasonMissing: /*i18n*/ 'It does not say why risk was not assessed.',
  planMissing: /*i18n*/ 'The plan is empty.',
  planNotSeen: /*i18n*/ 'The text does not seem to say what comes next.',
  locationMissing: /*i18n*/ 'Where the member was is not given in full.',
  interventionMissing: /*i18n*/ 'No intervention is chosen, so this may read like a class.',
  sectionEmpty: /*i18n*/ 'This section is empty.',
  sameText: /*i18n*/ 'Another note of this session says exactly the same.',
  similarText: /*i18n*/ 'This is almost the same as in another note of this session.',
  countDiffers: /*i18n*/ 'The number of participants is not the session’s any more.',
  factsDiffer: /*i18n*/ 'The times or minutes are not the session’s any more.',
};

/** How to mend it, where the way of mending says enough. */
const MENDS: Readonly<Record<Exclude<Finding['mend']['how'], 'replace' | 'write'>, string>> = {
  sayPeer: /*i18n*/ 'Say “a peer” instead.',
  settle: /*i18n*/ 'Accept it, change it or leave it out.',
  look: /*i18n*/ 'Compare it with the facts above, and change it if it is not right.',
  choose: /*i18n*/ 'Choose it beside the text.',
  takeFactsAgain: /*i18n*/ 'Take the facts from the session again.',
  sayAnew: /*i18n*/ 'Write what is true of this member alone, on this day.',
};

/** How to mend it, where the code says it better than the way of mending. */
const MENDS_OF: Partial<Readonly<Record<FindingCode, string>>> = {
  goalMissing: /*i18n*/ 'Write it beside the text, as the treatment plan words it.',
  riskReasonMissing: /*i18n*/ 'Say why in a few words.',
  locationMissing: /*i18n*/ 'Give it below the text: home or elsewhere, city and state. Never the address.',
  planNotSeen: /*i18n*/ 'Write homework or next steps here. If they are there, leave it as it is.',
};

/** What the hub found where it alone knows the place: it tells the code, and never the words of a note (SG61). */
const FOUND_BY_HUB: Partial<Readonly<Record<FindingCode, string>>> = {
  otherName: /*i18n*/ 'Somebody else of the group is named in it. Say “a peer” instead.',
  otherInitials:
    /*i18n*/ 'Something in it may be the initials of somebody else of the group. Say “a peer” instead.',
  timeOutsideSession: /*i18n*/ 'A time in it is outside the session.',
  minutesDiffer: /*i18n*/ 'The minutes in it differ from the minutes of attendance.',
  wording: /*i18n*/ 'A word in it can be hurtful or judging.',
};

const FIELDS: Readonly<Record<NoteField['name'], string>> = {
  goal: /*i18n*/ 'Goal {number}',
  progress: /*i18n*/ 'Progress on goal {number}',
  participation: /*i18n*/ 'Took part',
  risk: /*i18n*/ 'Risk',
  riskReason: /*i18n*/ 'Words about the risk',
  interventions: /*i18n*/ 'Interventions',
  location: /*i18n*/ 'Where the member was',
  reason: /*i18n*/ 'Reason',
};

/** Where something was found: the section's heading, or what the field is called. */
export function placeName(i18n: I18n, where: Place): string {
  if (isInSection(where)) return sectionName(i18n, where.section);
  const { field } = where;
  return i18n._(FIELDS[field.name], { number: 'goal' in field ? field.goal + 1 : 1 });
}

/** What was found. */
export function findingWords(i18n: I18n, { code, found, mend }: Finding): string {
  if (mend.how === 'sayAnew' && mend.like.from === 'lastNote')
    return i18n._('This is almost the same as in this member’s last note.');
  return i18n._(FOUND[code], { found });
}

/** What the hub found, of which it tells the code alone; null for a code that this release does not know. */
export function foundByHubWords(i18n: I18n, code: string): string | null {
  const known = FINDING_CODES.find((finding) => finding === code);
  return known === undefined ? null : i18n._(FOUND_BY_HUB[known] ?? FOUND[known]);
}

/** What to do about it. */
export function mendWords(i18n: I18n, { code, mend }: Finding): string {
  if (mend.how === 'replace')
    return i18n._('Instead, you could say: {offers}', { offers: mend.offers.join(' · ') });
  if (mend.how !== 'write') return i18n._(MENDS[mend.how]);
  return i18n._(MENDS_OF[code] ?? /*i18n*/ 'Write it here; the prompts help.');
}
