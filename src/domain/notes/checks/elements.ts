import type { Element, SectionId } from '../../../protocol/notes/formats.ts';
import type { NoteDraft } from '../../../protocol/notes/note.ts';
import type { NoteSettings } from '../../../protocol/notes/noteSettings.ts';
import { sectionFor, sectionsOf } from '../formats.ts';
import type { Finding, FindingCode } from './finding.ts';

/** Elements that a note lacks (NO37; domain.md 2.2 and 2.3, "Missing individual part"). */
export function missingIn(draft: NoteDraft, { minResponseChars }: NoteSettings): readonly Finding[] {
  if (draft.kind !== 'member') return emptySections(draft);
  const { goals, interventions, participation, risk } = draft.elements;
  const lacks = (code: FindingCode, isLacking: boolean, severity: Finding['severity'] = 'block') =>
    isLacking ? [chooseFinding(code, severity)] : [];
  return [
    ...lacks('goalMissing', goals.length === 0),
    ...lacks('participationMissing', participation === null),
    ...lacks(
      'progressMissing',
      goals.some(({ progress }) => progress === null),
    ),
    ...lacks('riskMissing', risk === null),
    ...lacks('riskReasonMissing', risk?.level === 'not_assessed' && risk.reason.trim() === ''),
    ...lacks('interventionMissing', interventions.length === 0, 'warn'),
    ...shorterThan(draft, 'response', minResponseChars, 'responseShort'),
    ...shorterThan(draft, 'plan', 1, 'planMissing'),
  ];
}

function emptySections(draft: NoteDraft): readonly Finding[] {
  return sectionsOf(draft.kind, draft.format).flatMap(({ id }) =>
    textOf(draft, id).trim() === '' ? [writeFinding('sectionEmpty', id, 0)] : [],
  );
}

function shorterThan(draft: NoteDraft, element: Element, chars: number, code: FindingCode): Finding[] {
  const section = sectionFor(element, draft.kind, draft.format);
  if (section === null) return [];
  const text = textOf(draft, section);
  return text.trim().length < chars ? [writeFinding(code, section, text.length)] : [];
}

function textOf(draft: NoteDraft, section: SectionId): string {
  return draft.sections.find(({ id }) => id === section)?.text ?? '';
}

function chooseFinding(code: FindingCode, severity: Finding['severity']): Finding {
  return { code, severity, where: null, found: '', mend: { how: 'choose' } };
}

/** Where something is to be written: the end of what the section holds. */
function writeFinding(code: FindingCode, section: SectionId, at: number): Finding {
  return {
    code,
    severity: 'block',
    where: { section, range: { from: at, to: at } },
    found: '',
    mend: { how: 'write' },
  };
}
