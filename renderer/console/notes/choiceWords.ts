import type { I18n } from '@lingui/core';
import type { z } from 'zod';
import type { GivenSessionFacts } from '../../../src/protocol/notes/facts.ts';
import type { NoteFormat } from '../../../src/protocol/notes/formats.ts';
import type { addendumTypeSchema } from '../../../src/protocol/notes/note.ts';
import type { LocationType } from '../../notebook/documents/noteAbout.ts';
import type {
  Intervention,
  Participation,
  Progress,
  RiskLevel,
} from '../../notebook/documents/noteElements.ts';

export type AddendumType = z.infer<typeof addendumTypeSchema>;
export type Modality = Exclude<GivenSessionFacts['modality'], null>;
export type DeliveryMode = GivenSessionFacts['deliveryMode'];

/** The words for what is chosen in a note (domain.md 2.2, 3.1), in the order in which they are offered. */
const PARTICIPATION: Readonly<Record<Participation, string>> = {
  active: /*i18n*/ 'Active',
  responsive_when_prompted: /*i18n*/ 'Responsive when invited',
  minimal: /*i18n*/ 'Minimal',
  observing: /*i18n*/ 'Observing',
  disruptive: /*i18n*/ 'Disruptive',
  distressed: /*i18n*/ 'Distressed',
  monopolizing: /*i18n*/ 'Took much of the time',
  left_for_private_support: /*i18n*/ 'Left for private support',
};
const PROGRESS: Readonly<Record<Progress, string>> = {
  some: /*i18n*/ 'Some progress',
  substantial: /*i18n*/ 'Substantial progress',
  achieved: /*i18n*/ 'Achieved',
  no_change: /*i18n*/ 'No change',
  regressed: /*i18n*/ 'Went back',
  not_addressed: /*i18n*/ 'Not addressed',
};
const RISK: Readonly<Record<RiskLevel, string>> = {
  none_indicated: /*i18n*/ 'None indicated',
  low: /*i18n*/ 'Low risk',
  moderate: /*i18n*/ 'Moderate risk',
  high: /*i18n*/ 'High risk',
  imminent: /*i18n*/ 'Imminent risk',
  not_assessed: /*i18n*/ 'Not assessed',
};
const INTERVENTIONS: Readonly<Record<Intervention, string>> = {
  psychoeducation: /*i18n*/ 'Psychoeducation',
  open_question: /*i18n*/ 'Open questions',
  affirmation: /*i18n*/ 'Affirmation',
  reflection: /*i18n*/ 'Reflection',
  linking: /*i18n*/ 'Linking members',
  reframing: /*i18n*/ 'Reframing',
  socratic_questioning: /*i18n*/ 'Socratic questions',
  functional_analysis: /*i18n*/ 'Functional analysis',
  behavioral_rehearsal: /*i18n*/ 'Behavioral rehearsal',
  role_play: /*i18n*/ 'Role play',
  modeling: /*i18n*/ 'Modeling',
  cognitive_restructuring: /*i18n*/ 'Cognitive restructuring',
  values_clarification: /*i18n*/ 'Clarifying values',
  problem_solving: /*i18n*/ 'Problem solving',
  relaxation_training: /*i18n*/ 'Relaxation training',
  mindfulness_practice: /*i18n*/ 'Mindfulness practice',
  urge_surfing_practice: /*i18n*/ 'Urge surfing practice',
  safety_planning: /*i18n*/ 'Safety planning',
  limit_setting: /*i18n*/ 'Setting limits',
  conflict_mediation: /*i18n*/ 'Mediating a conflict',
  validation: /*i18n*/ 'Validation',
  normalizing: /*i18n*/ 'Normalizing',
  homework_assignment: /*i18n*/ 'Giving homework',
  homework_review: /*i18n*/ 'Reviewing homework',
  feedback_facilitation: /*i18n*/ 'Facilitating feedback',
  grounding: /*i18n*/ 'Grounding',
};
const MODALITY: Readonly<Record<Modality, string>> = {
  psychoeducational: /*i18n*/ 'Psychoeducational group',
  skills_development: /*i18n*/ 'Skills development group',
  cognitive_behavioral: /*i18n*/ 'Cognitive-behavioral group',
  support: /*i18n*/ 'Support group',
  interpersonal_process: /*i18n*/ 'Interpersonal process group',
  relapse_prevention: /*i18n*/ 'Relapse prevention group',
  culturally_specific: /*i18n*/ 'Culturally specific group',
  expressive: /*i18n*/ 'Expressive group',
  multifamily: /*i18n*/ 'Multifamily group',
};
const DELIVERY: Readonly<Record<DeliveryMode, string>> = {
  telehealth_video: /*i18n*/ 'Telehealth, video',
  telehealth_audio: /*i18n*/ 'Telehealth, audio only',
  in_person: /*i18n*/ 'In person',
  hybrid: /*i18n*/ 'In person and by video',
};
const LOCATION: Readonly<Record<LocationType, string>> = {
  home: /*i18n*/ 'At home',
  elsewhere: /*i18n*/ 'Elsewhere',
};
const FORMATS: Readonly<Record<NoteFormat, string>> = {
  SOAP: 'SOAP',
  DAP: 'DAP',
  BIRP: 'BIRP',
  GIRP: 'GIRP',
  PIE: 'PIE',
  NARRATIVE: /*i18n*/ 'Narrative in one piece',
};
const ADDENDA: Readonly<Record<AddendumType, string>> = {
  addendum: /*i18n*/ 'Addition',
  correction: /*i18n*/ 'Correction',
  clarification: /*i18n*/ 'Clarification',
  late_entry: /*i18n*/ 'Late entry',
};

/** What can be chosen of each kind. */
export const CHOICES = {
  participation: PARTICIPATION,
  progress: PROGRESS,
  risk: RISK,
  intervention: INTERVENTIONS,
  modality: MODALITY,
  delivery: DELIVERY,
  location: LOCATION,
  format: FORMATS,
  addendum: ADDENDA,
} as const;

/** Choices as a list to choose from, in their order. */
export function optionsOf<Id extends string>(
  i18n: I18n,
  words: Readonly<Record<Id, string>>,
): readonly { readonly id: Id; readonly label: string }[] {
  return keysOf(words).map((id) => ({ id, label: i18n._(words[id]) }));
}

function keysOf<Id extends string>(words: Readonly<Record<Id, string>>): readonly Id[] {
  const ids: Id[] = [];
  for (const id in words) ids.push(id);
  return ids;
}
