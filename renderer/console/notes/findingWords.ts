import type { I18n } from '@lingui/core';
import { FINDING_CODES, type Finding, type FindingCode } from '../../../src/domain/notes/checks/finding.ts';

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
  responseShort: /*i18n*/ 'The member’s own response is missing or very short.',
  progressMissing: /*i18n*/ 'The progress on a goal is not chosen.',
  riskMissing: /*i18n*/ 'Risk is not chosen.',
  riskReasonMissing: /*i18n*/ 'It does not say why risk was not assessed.',
  planMissing: /*i18n*/ 'The plan is empty.',
  interventionMissing: /*i18n*/ 'No intervention is chosen, so this may read like a class.',
  sectionEmpty: /*i18n*/ 'This section is empty.',
  sameText: /*i18n*/ 'Another note of this session says exactly the same.',
  similarText: /*i18n*/ 'This is almost the same as in another note.',
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
};

/** What was found. */
export function findingWords(i18n: I18n, { code, found }: Finding): string {
  return i18n._(FOUND[code], { found });
}

/** What the hub found, of which it tells the code alone; null for a code that this release does not know. */
export function foundByHubWords(i18n: I18n, code: string): string | null {
  const known = FINDING_CODES.find((finding) => finding === code);
  return known === undefined ? null : i18n._(FOUND[known], { found: '…' });
}

/** What to do about it. */
export function mendWords(i18n: I18n, { code, mend }: Finding): string {
  if (mend.how === 'replace')
    return i18n._('Instead, you could say: {offers}', { offers: mend.offers.join(' · ') });
  if (mend.how !== 'write') return i18n._(MENDS[mend.how]);
  return code === 'sameText' || code === 'similarText'
    ? i18n._('Write what is true of this member alone, on this day.')
    : i18n._('Write it here; the prompts help.');
}
