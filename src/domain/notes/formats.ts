import type { Element, NoteFormat, NoteKind, Prompt, SectionId } from '../../protocol/notes/formats.ts';

/** One section of a note: what stands in it, and what it asks for. */
export type SectionPlan = {
  readonly id: SectionId;
  readonly prompts: readonly Prompt[];
  readonly elements: readonly Element[];
};

const GOAL: SectionPlan = { id: 'goal', prompts: ['goalAddressed'], elements: ['goal'] };
const INTERVENTION: SectionPlan = {
  id: 'intervention',
  prompts: ['whatYouDid', 'groupAndOwnIntervention', 'eachLeader'],
  elements: ['intervention'],
};
const PLAN: SectionPlan = {
  id: 'plan',
  prompts: ['homework', 'nextSteps', 'nextSession'],
  elements: ['plan'],
};
const RESPONSE: readonly Prompt[] = ['responseToIntervention', 'progressAndBarriers', 'riskAssessed'];
const TAKING_PART: readonly Prompt[] = ['presentation', 'participation', 'peersWithoutNames', 'skillTried'];

/** The formats of domain.md 2.5. Each holds every element in one section (NO2). */
const FORMATS: Readonly<Record<NoteFormat, readonly SectionPlan[]>> = {
  SOAP: [
    { id: 'subjective', prompts: ['ownWords', 'ratings', 'goalAddressed'], elements: ['goal'] },
    {
      id: 'objective',
      prompts: [...TAKING_PART, 'groupAndOwnIntervention'],
      elements: ['presentation', 'participation', 'intervention'],
    },
    {
      id: 'assessment',
      prompts: [...RESPONSE, 'clinicalMeaning'],
      elements: ['response', 'progress', 'risk'],
    },
    PLAN,
  ],
  DAP: [
    {
      id: 'data',
      prompts: ['ownWords', 'ratings', ...TAKING_PART, 'groupAndOwnIntervention', 'goalAddressed'],
      elements: ['goal', 'presentation', 'participation', 'intervention'],
    },
    {
      id: 'assessment',
      prompts: [...RESPONSE, 'clinicalMeaning'],
      elements: ['response', 'progress', 'risk'],
    },
    PLAN,
  ],
  BIRP: [
    {
      id: 'behavior',
      prompts: ['ratings', 'ownWords', ...TAKING_PART],
      elements: ['presentation', 'participation'],
    },
    INTERVENTION,
    {
      id: 'response',
      prompts: [...RESPONSE, 'goalAddressed'],
      elements: ['goal', 'response', 'progress', 'risk'],
    },
    PLAN,
  ],
  GIRP: [
    GOAL,
    INTERVENTION,
    {
      id: 'response',
      prompts: ['ratings', 'ownWords', ...TAKING_PART, ...RESPONSE],
      elements: ['presentation', 'participation', 'response', 'progress', 'risk'],
    },
    PLAN,
  ],
  PIE: [
    { id: 'problem', prompts: ['problemAddressed', 'goalAddressed'], elements: ['goal'] },
    INTERVENTION,
    {
      id: 'evaluation',
      prompts: ['ratings', 'ownWords', ...TAKING_PART, ...RESPONSE, 'homework', 'nextSteps'],
      elements: ['presentation', 'participation', 'response', 'progress', 'risk', 'plan'],
    },
  ],
  NARRATIVE: [
    {
      id: 'narrative',
      prompts: ['goalAddressed', ...TAKING_PART, 'whatYouDid', ...RESPONSE, 'nextSteps'],
      elements: [
        'goal',
        'intervention',
        'presentation',
        'participation',
        'response',
        'progress',
        'risk',
        'plan',
      ],
    },
  ],
};

const OTHER_KINDS: Readonly<Record<Exclude<NoteKind, 'member'>, readonly SectionPlan[]>> = {
  group: [
    { id: 'groupSummary', prompts: ['groupAgenda'], elements: [] },
    { id: 'groupInterventions', prompts: ['whatYouDid', 'eachLeader'], elements: [] },
    { id: 'groupClimate', prompts: ['groupClimate', 'peersWithoutNames'], elements: [] },
  ],
  absence: [
    { id: 'absenceReason', prompts: ['absenceReason'], elements: [] },
    { id: 'outreach', prompts: ['outreachAttempts'], elements: [] },
    { id: 'plan', prompts: ['makeUp', 'nextSession'], elements: ['plan'] },
  ],
  addendum: [{ id: 'addendum', prompts: ['whatChanged'], elements: [] }],
};

/** What a section is there for, whatever the format: by this its text finds its place in a note that has no such section (WR6). */
const ASKS_FOR: Readonly<Record<SectionId, Element>> = {
  subjective: 'goal',
  objective: 'presentation',
  assessment: 'response',
  plan: 'plan',
  data: 'presentation',
  behavior: 'presentation',
  intervention: 'intervention',
  response: 'response',
  goal: 'goal',
  problem: 'goal',
  evaluation: 'response',
  narrative: 'response',
  groupSummary: 'presentation',
  groupInterventions: 'intervention',
  groupClimate: 'response',
  absenceReason: 'presentation',
  outreach: 'plan',
  addendum: 'response',
};

/** A note's sections in order (NO1). The format matters to a member's note alone. */
export function sectionsOf(kind: NoteKind, format: NoteFormat): readonly SectionPlan[] {
  return kind === 'member' ? FORMATS[format] : OTHER_KINDS[kind];
}

/** The section in which a note has an element; its first where it asks for no such thing. */
export function sectionFor(element: Element, kind: NoteKind, format: NoteFormat): SectionId | null {
  const plans = sectionsOf(kind, format);
  return (plans.find(({ elements }) => elements.includes(element)) ?? plans[0])?.id ?? null;
}

/** The section of a note under which text stands that was written in another one: itself, where the note has it (WR6). */
export function homeOf(section: SectionId, kind: NoteKind, format: NoteFormat): SectionId {
  const hasIt = sectionsOf(kind, format).some(({ id }) => id === section);
  return hasIt ? section : (sectionFor(ASKS_FOR[section], kind, format) ?? section);
}
