import { z } from 'zod';

/** domain.md 2.5. */
export const noteFormatSchema = z.enum(['SOAP', 'DAP', 'BIRP', 'GIRP', 'PIE', 'NARRATIVE']);
export type NoteFormat = z.infer<typeof noteFormatSchema>;

/** What a note is about: the whole group, one member who came, one who did not, or a note signed before. */
export const noteKindSchema = z.enum(['group', 'member', 'absence', 'addendum']);
export type NoteKind = z.infer<typeof noteKindSchema>;

/** The sections of all formats, and of the kinds that have sections of their own. Words are the screen's. */
export const sectionIdSchema = z.enum([
  'subjective',
  'objective',
  'assessment',
  'plan',
  'data',
  'behavior',
  'intervention',
  'response',
  'goal',
  'problem',
  'evaluation',
  'narrative',
  'groupSummary',
  'groupInterventions',
  'groupClimate',
  'absenceReason',
  'outreach',
  'addendum',
]);
export type SectionId = z.infer<typeof sectionIdSchema>;

/** What every member's note must hold, whatever its headings (domain.md 2.2, elements 11 to 17 and 19). */
export const elementSchema = z.enum([
  'goal',
  'intervention',
  'presentation',
  'participation',
  'response',
  'progress',
  'risk',
  'plan',
]);
export type Element = z.infer<typeof elementSchema>;

/** The prompts of the sections (domain.md 2.2, 2.5 and 2.9), as codes. */
export const promptSchema = z.enum([
  'ownWords',
  'ratings',
  'presentation',
  'participation',
  'peersWithoutNames',
  'skillTried',
  'whatYouDid',
  'groupAndOwnIntervention',
  'eachLeader',
  'responseToIntervention',
  'progressAndBarriers',
  'riskAssessed',
  'clinicalMeaning',
  'goalAddressed',
  'problemAddressed',
  'homework',
  'nextSteps',
  'nextSession',
  'groupAgenda',
  'groupClimate',
  'absenceReason',
  'outreachAttempts',
  'makeUp',
  'whatChanged',
]);
export type Prompt = z.infer<typeof promptSchema>;

/** One section's text. Places in it are counted in UTF-16 code units, as the editor and Yjs count them. */
export const noteSectionSchema = z.object({ id: sectionIdSchema, text: z.string().max(60_000) });
export type NoteSection = z.infer<typeof noteSectionSchema>;
