import { LMFT, NINE, NOTE_FACTS, minutes } from '../../../src/domain/notes/testKit.ts';
import type { LastNote, NotesSession, SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import type { NoteMemberFacts } from '../../../src/protocol/notes/facts.ts';
import { noteSettingsSchema } from '../../../src/protocol/notes/noteSettings.ts';
import { CO, LEAD, MEMBERS, NOTES } from './fakePeople.ts';

const HERE = MEMBERS.slice(0, 6);
const AWAY = MEMBERS.slice(6);

const factsOf = ({ id, name }: (typeof MEMBERS)[number], at: number): NoteMemberFacts => ({
  memberId: id,
  name,
  startedAt: NINE + minutes(at),
  endedAt: NINE + minutes(195),
  countableSeconds: (180 - at) * 60,
  minutes: 180 - at,
  location: null,
});

/** What the hub says of a session of six members, two more on the roster, none of its notes signed. */
export const FAKE_SESSION_NOTES: SessionNotesReply = {
  sessionId: 's1',
  groupId: 'g1',
  status: 'ended',
  facts: {
    session: {
      ...NOTE_FACTS.session,
      groupName: 'Tuesday morning IOP',
      participantCount: HERE.length,
      facilitators: [
        { staffId: LEAD.id, name: LEAD.name, role: 'lead', minutes: 195 },
        { staffId: CO.id, name: CO.name, role: 'coFacilitator', minutes: 195 },
      ],
    },
    members: HERE.map(factsOf),
  },
  memberNotes: HERE.map(({ id }) => id),
  mayHaveAbsenceNote: AWAY.map(({ id }) => id),
  people: [
    ...MEMBERS.map(({ id, name }) => ({ id, kind: 'member' as const, name, names: [] })),
    ...[LEAD, CO, NOTES].map(({ id, name }) => ({ id, kind: 'staff' as const, name, names: [] })),
  ],
  signers: [
    { staffId: LEAD.id, name: LEAD.name, role: 'lead', credential: LMFT },
    {
      staffId: CO.id,
      name: CO.name,
      role: 'coFacilitator',
      credential: { ...LMFT, requiresCosignature: true },
    },
  ],
  ratings: [
    { memberId: 'ana', kind: 'craving', moment: 'checkIn', value: 6 },
    { memberId: 'ana', kind: 'craving', moment: 'checkOut', value: 3 },
  ],
  settings: noteSettingsSchema.parse({
    prompts: [{ section: 'plan', text: { en: 'Who is called first?', es: '¿A quién se llama primero?' } }],
    snippets: [
      {
        id: 'risk',
        name: 'norisk',
        text: {
          en: 'Denied thoughts of suicide or self-harm; no risk statements observed.',
          es: 'Negó ideas de suicidio o autolesión; sin declaraciones de riesgo.',
        },
      },
    ],
  }),
  attestation: 'I was there, and this is what happened.',
  notes: [],
  isOfTeam: true,
};

/** The same session as the list of the place has it. */
export const FAKE_NOTES_SESSION: NotesSession = {
  sessionId: 's1',
  groupId: 'g1',
  groupName: FAKE_SESSION_NOTES.facts.session.groupName,
  serviceDate: FAKE_SESSION_NOTES.facts.session.serviceDate,
  status: 'ended',
  startedAt: NINE,
  endedAt: NINE + minutes(195),
  notes: [null, ...FAKE_SESSION_NOTES.memberNotes].map((memberId) => ({
    docId: `note/g1/s1/${memberId ?? 'group'}`,
    kind: memberId === null ? 'group' : 'member',
    memberId,
    stage: { stage: 'draft' },
    returnedBy: null,
    dueAt: NINE + minutes(60 * 24 * 3),
    access: 'team',
  })),
};

/** What the hub of the fake session says of members' last notes. */
export const FAKE_LAST_NOTES: readonly LastNote[] = [
  {
    memberId: 'cora',
    docId: 'note/g1/s0/cora',
    goals: ['Manage cravings without using', 'Sleep through'],
    response: 'Said the practice helped; named two early signs and one person to call.',
    location: { type: 'home', cityAndState: 'Fresno, CA' },
    modality: null,
  },
  {
    memberId: 'group',
    docId: 'note/g1/s0/group',
    goals: [],
    response: '',
    location: null,
    modality: 'psychoeducational',
  },
  { memberId: 'dev', docId: null, goals: null, response: '', location: null, modality: null },
];
