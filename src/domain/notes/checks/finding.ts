import type { SectionId } from '../../../protocol/notes/formats.ts';
import type { TextRange } from '../textEdits.ts';

/** What may be found before a note is signed (domain.md 2.3). The words for each are the screen's. */
export const FINDING_CODES = [
  'otherName',
  'otherInitials',
  'unsettled',
  'timeOutsideSession',
  'minutesDiffer',
  'wording',
  'goalMissing',
  'participationMissing',
  'responseShort',
  'progressMissing',
  'riskMissing',
  'riskReasonMissing',
  'planMissing',
  'interventionMissing',
  'sectionEmpty',
  'sameText',
  'similarText',
  'countDiffers',
  'factsDiffer',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** How a finding is mended. */
export type Mend =
  /** Put one of these in the place of what was found. */
  | { readonly how: 'replace'; readonly offers: readonly string[] }
  | { readonly how: 'sayPeer' }
  | { readonly how: 'settle' }
  | { readonly how: 'look' }
  | { readonly how: 'write' }
  | { readonly how: 'choose' }
  | { readonly how: 'takeFactsAgain' };

/** One thing to look at. `where` is the whole note where it is null. */
export type Finding = {
  readonly code: FindingCode;
  readonly severity: 'block' | 'warn';
  readonly where: { readonly section: SectionId; readonly range: TextRange } | null;
  /** What stands in the range; empty for the whole note. */
  readonly found: string;
  readonly mend: Mend;
};
