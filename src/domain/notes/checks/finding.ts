import type { DocId } from '../../../protocol/notebook/docId.ts';
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
  'participationShort',
  'responseShort',
  'progressMissing',
  'riskMissing',
  'riskReasonMissing',
  'planMissing',
  'planNotSeen',
  'interventionMissing',
  'locationMissing',
  'sectionEmpty',
  'sameText',
  'similarText',
  'countDiffers',
  'factsDiffer',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** The other note that says the same: one of the same session, or the member's last (NO38). */
export type LikeNote = { readonly from: 'sameSession' | 'lastNote'; readonly docId: DocId };

/** How a finding is mended. */
export type Mend =
  /** Put one of these in the place of what was found. */
  | { readonly how: 'replace'; readonly offers: readonly string[] }
  | { readonly how: 'sayPeer' }
  | { readonly how: 'settle' }
  | { readonly how: 'look' }
  | { readonly how: 'write' }
  /** Say it anew: the other note says it already. */
  | { readonly how: 'sayAnew'; readonly like: LikeNote }
  | { readonly how: 'choose' }
  | { readonly how: 'takeFactsAgain' };

/** What stands beside the sections: goals by their place in the note, and of what is added to a signed note its reason. */
export type NoteField =
  | { readonly name: 'goal' | 'progress'; readonly goal: number }
  | { readonly name: 'participation' | 'risk' | 'riskReason' | 'interventions' | 'location' | 'reason' };

export type SectionPlace = { readonly section: SectionId; readonly range: TextRange };
/** The range is of the field's text; empty where something is to be chosen. */
export type FieldPlace = { readonly field: NoteField; readonly range: TextRange };
export type Place = SectionPlace | FieldPlace;

/** Whether something lies in a section's text. */
export function isInSection(where: Place | null): where is SectionPlace {
  return where !== null && 'section' in where;
}

/** One thing to look at. `where` is the whole note where it is null. */
export type Finding = {
  readonly code: FindingCode;
  readonly severity: 'block' | 'warn';
  readonly where: Place | null;
  /** What stands in the range; empty for the whole note. */
  readonly found: string;
  readonly mend: Mend;
};
