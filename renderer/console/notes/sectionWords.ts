import type { I18n } from '@lingui/core';
import type { Prompt, SectionId } from '../../../src/protocol/notes/formats.ts';

const SECTIONS: Readonly<Record<SectionId, string>> = {
  subjective: /*i18n*/ 'Subjective',
  objective: /*i18n*/ 'Objective',
  assessment: /*i18n*/ 'Assessment',
  plan: /*i18n*/ 'Plan',
  data: /*i18n*/ 'Data',
  behavior: /*i18n*/ 'Behavior',
  intervention: /*i18n*/ 'Intervention',
  response: /*i18n*/ 'Response',
  goal: /*i18n*/ 'Goal',
  problem: /*i18n*/ 'Problem',
  evaluation: /*i18n*/ 'Evaluation',
  narrative: /*i18n*/ 'Narrative',
  groupSummary: /*i18n*/ 'What the group did',
  groupInterventions: /*i18n*/ 'Interventions with the whole group',
  groupClimate: /*i18n*/ 'Climate of the group',
  absenceReason: /*i18n*/ 'Reason for the absence',
  outreach: /*i18n*/ 'Outreach',
  addendum: /*i18n*/ 'Addendum',
};

const PROMPTS: Readonly<Record<Prompt, string>> = {
  ownWords: /*i18n*/ 'What did the member say, in their own words?',
  ratings: /*i18n*/ 'How did they rate mood, craving and sleep?',
  presentation: /*i18n*/ 'How did they come across: mood, affect, alertness, camera?',
  participation: /*i18n*/ 'How did they take part, and after an invitation or unasked?',
  peersWithoutNames: /*i18n*/ 'How did they relate to peers? Say “a peer”, never a name.',
  skillTried: /*i18n*/ 'Which skill did they try?',
  whatYouDid: /*i18n*/ 'What did you do, as a clinician, and what for?',
  groupAndOwnIntervention: /*i18n*/ 'What was done with the group, and what with this member?',
  eachLeader: /*i18n*/ 'With two leaders: what did each of you do, and why were two needed?',
  responseToIntervention: /*i18n*/ 'How did the member respond to what you did?',
  progressAndBarriers: /*i18n*/ 'What moved toward the goal, and what is in the way?',
  riskAssessed: /*i18n*/ 'What was asked and seen about risk, and what was done?',
  clinicalMeaning: /*i18n*/ 'What does this mean for the treatment?',
  goalAddressed: /*i18n*/ 'Which goal of the treatment plan did this serve?',
  problemAddressed: /*i18n*/ 'Which problem of the problem list did this serve?',
  homework: /*i18n*/ 'What will they do until the next session?',
  nextSteps: /*i18n*/ 'What are the next steps, and who takes them?',
  nextSession: /*i18n*/ 'When is the next session?',
  groupAgenda: /*i18n*/ 'What was the topic, and what did the group do with it?',
  groupClimate: /*i18n*/ 'How was the group with one another, without saying who said what?',
  absenceReason: /*i18n*/ 'What is known about why they did not come?',
  outreachAttempts: /*i18n*/ 'Who tried to reach them, when, how, and with what result?',
  makeUp: /*i18n*/ 'Which other session was offered, and was it accepted?',
  whatChanged: /*i18n*/ 'What is added or corrected? The note itself stays as it is.',
};

/** The heading of a section. */
export function sectionName(i18n: I18n, section: SectionId): string {
  return i18n._(SECTIONS[section]);
}

/** A prompt as a question to whoever writes. */
export function promptWords(i18n: I18n, prompt: Prompt): string {
  return i18n._(PROMPTS[prompt]);
}
