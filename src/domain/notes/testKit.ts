import type { NoteFacts } from '../../protocol/notes/facts.ts';
import type { Credential, NoteDraft } from '../../protocol/notes/note.ts';
import { DEFAULT_NOTE_SETTINGS } from '../../protocol/notes/noteSettings.ts';
import type { CheckContext } from './checks/checkNote.ts';

const ZONE = 'America/Los_Angeles';
/** Tuesday, 2026-11-24, 09:00 in California. */
export const NINE = 1_795_539_600_000;
export const minutes = (count: number): number => count * 60_000;

/** The session and the member of domain.md 2.9: Ana, there from 9:12 to 12:15, 168 countable minutes. */
export const NOTE_FACTS: NoteFacts = {
  session: {
    sessionId: 's1',
    groupId: 'g1',
    groupName: 'Tuesday morning',
    serviceDate: '2026-11-24',
    timeZone: ZONE,
    startedAt: NINE,
    endedAt: NINE + minutes(195),
    topic: { en: 'Triggers and cravings', es: 'Detonantes y deseos' },
    modality: 'relapse_prevention',
    deliveryMode: 'telehealth_video',
    participantCount: 8,
    facilitators: [{ staffId: 'lead', name: 'Maria S.', role: 'lead', minutes: 195 }],
  },
  member: {
    memberId: 'ana',
    name: 'Ana R.',
    startedAt: NINE + minutes(12),
    endedAt: NINE + minutes(195),
    countableSeconds: 168 * 60,
    minutes: 168,
    location: { type: 'home', cityAndState: 'Riverside, CA' },
  },
};

/** The note of domain.md 2.9 that passes, in words of its own. */
export const DRAFT: NoteDraft = {
  noteId: 'note/g1/s1/ana',
  kind: 'member',
  format: 'BIRP',
  facts: NOTE_FACTS,
  sections: [
    {
      id: 'behavior',
      text: 'Rated craving 7/10 at 9:15. Alert, restless at first. Spoke three times, after invitation.',
    },
    {
      id: 'intervention',
      text: 'Lead guided a three-minute practice; co-lead coached a plan for delay with a peer.',
    },
    {
      id: 'response',
      text: 'Said the urge “dropped when I stopped arguing with it”. Craving 3/10 at check-out. Risk low.',
    },
    { id: 'plan', text: 'Urge log for three days. Next group Wednesday 9:00.' },
  ],
  elements: {
    goals: [{ text: 'Manage cravings without using', progress: 'some' }],
    interventions: ['urge_surfing_practice', 'open_question'],
    participation: 'responsive_when_prompted',
    risk: { level: 'low', reason: 'Denied thoughts of self-harm.' },
  },
};

export const CONTEXT: CheckContext = {
  settings: DEFAULT_NOTE_SETTINGS,
  currentFacts: NOTE_FACTS,
  others: [['Ben K.', 'Benjamin Keller'], ['Zoë M.'], ['Hope L.']],
  own: [['Ana R.', 'Ana Ramírez'], ['Maria S.']],
  comparedWith: [],
};

export const LMFT: Credential = {
  type: 'LMFT',
  number: '12345',
  state: 'CA',
  expiresOn: '2027-03-31',
  requiresCosignature: false,
};

/** A draft with one section's text put in its place. */
export function withText(section: NoteDraft['sections'][number]['id'], text: string): NoteDraft {
  return {
    ...DRAFT,
    sections: DRAFT.sections.map((part) => (part.id === section ? { ...part, text } : part)),
  };
}
