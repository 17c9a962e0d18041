import { z } from 'zod';

/** domain.md 2.2, `Participation`. */
export const participationSchema = z.enum([
  'active',
  'responsive_when_prompted',
  'minimal',
  'observing',
  'disruptive',
  'distressed',
  'monopolizing',
  'left_for_private_support',
]);
/** domain.md 2.2, `GoalProgress`. */
export const goalProgressSchema = z.enum([
  'regressed',
  'no_change',
  'some',
  'substantial',
  'achieved',
  'not_addressed',
]);
/** domain.md 2.2, `RiskLevel`. */
export const riskLevelSchema = z.enum([
  'none_indicated',
  'low',
  'moderate',
  'high',
  'imminent',
  'not_assessed',
]);

/** domain.md 2.2, `InterventionTag`. */
export const interventionTagSchema = z.enum([
  'psychoeducation',
  'open_question',
  'affirmation',
  'reflection',
  'linking',
  'reframing',
  'socratic_questioning',
  'functional_analysis',
  'behavioral_rehearsal',
  'role_play',
  'modeling',
  'cognitive_restructuring',
  'values_clarification',
  'problem_solving',
  'relaxation_training',
  'mindfulness_practice',
  'urge_surfing_practice',
  'safety_planning',
  'limit_setting',
  'conflict_mediation',
  'validation',
  'normalizing',
  'homework_assignment',
  'homework_review',
  'feedback_facilitation',
  'grounding',
]);

/** What of a note is chosen rather than written; the words about it stand in the sections. */
export const noteElementsSchema = z.object({
  /** Treatment goals that were addressed, as the plan words them, with how the member got on. */
  goals: z
    .array(z.object({ text: z.string().trim().min(1).max(300), progress: goalProgressSchema.nullable() }))
    .max(10),
  interventions: z.array(interventionTagSchema).max(26),
  participation: participationSchema.nullable(),
  risk: z
    .object({
      level: riskLevelSchema,
      /** Why it was not assessed; else what was seen and done. */
      reason: z.string().max(500),
    })
    .nullable(),
});
