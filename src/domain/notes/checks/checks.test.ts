import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GivenSessionFacts, NoteMemberFacts } from '../../../protocol/notes/facts.ts';
import type { NoteDraft } from '../../../protocol/notes/note.ts';
import { sectionsOf } from '../formats.ts';
import { CONTEXT, DRAFT, NOTE_FACTS, withText } from '../testKit.ts';
import { blockingOf, checkNote } from './checkNote.ts';
import { checkAmendment } from './checkAmendment.ts';
import { isInSection } from './finding.ts';
import { othersNamedIn, type CalledBy } from './names.ts';
import { similarityOf } from './similarity.ts';
import { timesIn } from './times.ts';
import { avoidedIn } from './wording.ts';

const codes = (draft = DRAFT, context = CONTEXT) => checkNote(draft, context).map(({ code }) => code);
const named = (text: string, others: readonly CalledBy[] = CONTEXT.others, own = CONTEXT.own) =>
  othersNamedIn(text, others, own).map(({ kind, range }) => [kind, text.slice(range.from, range.to)]);
const times = (text: string) =>
  timesIn(text, NOTE_FACTS, 15).map(({ kind, range }) => [kind, text.slice(range.from, range.to)]);
const avoided = (text: string) => avoidedIn(text).map(({ range }) => text.slice(range.from, range.to));

describe('checks before signing', () => {
  it('NO37 NO35 a note like the one of domain.md 2.9 has nothing to look at', () => {
    expect(checkNote(DRAFT, CONTEXT)).toEqual([]);
  });

  it.each(['Ben', 'BEN', 'ben', 'Ben’s', "Ben's", 'Keller', 'Zoe', 'ZOË', 'Zoe\u0308', 'Benjamin'])(
    'NO31 finds another by %s',
    (name) => {
      const text = `Argued with ${name} at first.`;
      expect(named(text)).toEqual([['otherName', name.replace(/[’']s$/, '')]]);
    },
  );

  it.each(['B.K.', 'B. K.', 'BK', 'ZM'])('NO32 finds another by the initials %s', (initials) => {
    expect(named(`Spoke after ${initials} and rested.`).map(([kind]) => kind)).toEqual(['otherInitials']);
  });

  it('NO33 the member, staff and everyday words are no findings', () => {
    expect(named('Ana, A.R. and Maria spoke of hope; the benefit was clear.')).toEqual([]);
    expect(named('Spoke with Hope.')).toEqual([['otherName', 'Hope']]);
  });

  it('NO31 a name of two letters only as it is written', () => {
    expect(named('Jo spoke; JO did not, nor did jo.', [['Jo P.']])).toEqual([['otherName', 'Jo']]);
  });

  it('NO33 a name that another shares with the member is told from theirs by the initial that follows', () => {
    expect(named('Ana spoke.', [['Ana B.']])).toEqual([]);
    expect(named('Ana spoke, then ANA b. and Maria K.', [['Ana B.'], ['María K.']])).toEqual([
      ['otherName', 'ANA b'],
      ['otherName', 'Maria K'],
    ]);
  });

  it.each([
    ['Arrived at 9:12 am.', []],
    ['Left at 12:20.', []],
    ['Called at 8:00.', ['8:00']],
    ['At 2 pm he left.', ['2 pm']],
    ['Next group Wednesday 18:00.', []],
    ['Call supporter tomorrow at 6 pm; left 15:30.', ['15:30']],
    ['Attended 168 minutes.', []],
    ['Attended for 180 minutes.', ['Attended for 180 minutes']],
    ['Practiced for 20 minutes.', []],
    ['168 countable min.', []],
    ['Ratio 3:1 and score 12:345.', []],
  ])('NO35 %s', (text, found) => {
    expect(times(text).map(([, words]) => words)).toEqual(found);
  });

  it.each([
    ['An ADDICT came.', ['ADDICT']],
    ['Attends Alcoholics Anonymous.', []],
    ['Fell off the wagon; refused to talk.', ['Fell off the wagon', 'refused to']],
    ['Invited to share and refused.', ['refused']],
    ['Refused the medication, then a drug test was refused.', ['Refused', 'refused']],
    ['Practiced how to refuse a drink, and refused the offer.', []],
    ['Called himself a heroin user, an IV user, an abuser.', ['heroin user', 'user', 'abuser']],
    ['A wheelchair user; lost his user name; left her abuser.', []],
    ['Felt that he failed after nine days.', ['failed']],
    ['Failed to attend; failed a drug test.', ['Failed to', 'failed a drug test']],
    ['A failed attempt last year; two failed attempts to quit.', ['failed attempt', 'failed']],
    ['The connection failed twice.', []],
    ['Spoke of his habit and of a cocaine habit.', ['habit', 'cocaine habit']],
    ['Sleep habits and a healthy habit; the habit of calling first.', []],
    ['On methadone replacement, not compliant.', ['methadone replacement', 'not compliant']],
    ['Uses nicotine replacement therapy.', []],
    [
      'Usuario de heroína; un abusador con un vicio; se negó.',
      ['Usuario de heroína', 'abusador', 'vicio', 'se negó'],
    ],
    ['Habló de su abusador.', []],
    ['La orina sucia de un adicto.', ['orina sucia', 'adicto']],
    ['Relapse prevention with an additional worksheet.', []],
    ['Se negó a hablar.', ['Se negó a']],
  ])('NO36 %s', (text, found) => expect(avoided(text)).toEqual(found));

  it('NO36 offers other words', () => {
    expect(avoidedIn('He was non-compliant.')[0]?.offers).toEqual(['declined', 'was not able to']);
  });

  it('NO37 says each thing that is missing', () => {
    const empty = { goals: [], interventions: [], participation: null, risk: null };
    expect(codes({ ...DRAFT, sections: [], elements: empty })).toEqual([
      'goalMissing',
      'participationMissing',
      'riskMissing',
      'participationShort',
      'responseShort',
      'planMissing',
      'interventionMissing',
      'sectionEmpty',
    ]);
    const unassessed = { ...DRAFT.elements, risk: { level: 'not_assessed' as const, reason: ' ' } };
    expect(codes({ ...DRAFT, elements: unassessed })).toEqual(['riskReasonMissing']);
    const unrated = { ...DRAFT.elements, goals: [{ text: 'Sleep', progress: null }] };
    expect(codes({ ...DRAFT, elements: unrated })).toEqual(['progressMissing']);
  });

  it('NO37 what the member did and said blocks where it is empty, and warns where it is short; another empty section warns', () => {
    const found = (draft: NoteDraft) =>
      checkNote(draft, CONTEXT).map(({ code, severity, where }) => [
        code,
        severity,
        where && isInSection(where) && where.section,
      ]);
    expect(found(withText('behavior', ' '))).toEqual([['participationShort', 'block', 'behavior']]);
    expect(found(withText('behavior', 'Shared openly.'))).toEqual([
      ['participationShort', 'warn', 'behavior'],
    ]);
    expect(found(withText('intervention', ''))).toEqual([['sectionEmpty', 'warn', 'intervention']]);
    expect(found(withText('plan', ''))).toEqual([['planMissing', 'block', 'plan']]);
  });

  const LONG = 'Alert and calm; told of a craving and tried the practice until it fell.';
  it.each([
    ['SOAP', ['participationShort', 'responseShort', 'planMissing', 'sectionEmpty']],
    ['DAP', ['participationShort', 'responseShort', 'planMissing']],
    ['BIRP', ['participationShort', 'responseShort', 'planMissing', 'sectionEmpty']],
    ['GIRP', ['responseShort', 'planMissing', 'sectionEmpty', 'sectionEmpty']],
    ['PIE', ['responseShort', 'sectionEmpty', 'sectionEmpty']],
    ['NARRATIVE', ['responseShort']],
  ] as const)('NO37 NO41 %s says of every empty section what is missing there', (format, missing) => {
    expect(codes({ ...DRAFT, format, sections: [] })).toEqual(missing);
    const written = sectionsOf('member', format).map(({ id }) => ({
      id,
      text: `${LONG} Next group on Tuesday.`,
    }));
    expect(codes({ ...DRAFT, format, sections: written })).toEqual([]);
  });

  it.each([
    ['PIE', 'evaluation'],
    ['NARRATIVE', 'narrative'],
  ] as const)('NO41 warns where the text of %s says nothing of what comes next', (format, section) => {
    const found = (words: string) =>
      checkNote(
        {
          ...DRAFT,
          format,
          sections: sectionsOf('member', format).map(({ id }) => ({
            id,
            text: id === section ? words : LONG,
          })),
        },
        CONTEXT,
      ).map(({ code, severity }) => [code, severity]);
    for (const nothing of [
      LONG,
      `${LONG} Goal 2 of the treatment plan.`,
      `${LONG} Denied suicidal thoughts, plan or intent.`,
      `${LONG} Sat next to the door.`,
      `${LONG} Negó ideas de suicidio y todo plan.`,
    ])
      expect(found(nothing), nothing).toEqual([['planNotSeen', 'warn']]);
    for (const plan of [
      'Homework: urge log for three days.',
      'She will call a supporter before six.',
      'Follow-up by phone.',
      'Calls the bank by Friday.',
      'Agreed to bring the worksheet.',
      'Denied a plan to harm herself. Plan: log urges.',
      'Tarea: registrar los impulsos.',
      'Llamará a su madrina el jueves.',
      'Próxima sesión el martes.',
    ])
      expect(found(`${LONG} ${plan}`), plan).toEqual([]);
  });

  it('NO37 where the member was warns unless it is given in full, or they were in the room', () => {
    const at = (
      location: NoteMemberFacts['location'],
      deliveryMode: GivenSessionFacts['deliveryMode'] = 'hybrid',
    ) => {
      const facts = {
        session: { ...NOTE_FACTS.session, deliveryMode },
        member: NOTE_FACTS.member && { ...NOTE_FACTS.member, location },
      };
      return checkNote({ ...DRAFT, facts }, CONTEXT).map(({ code, severity, where }) => [
        code,
        severity,
        where && 'field' in where && where.field.name,
      ]);
    };
    const missing = [['locationMissing', 'warn', 'location']];
    expect(at(null)).toEqual(missing);
    expect(at({ type: 'home', cityAndState: '' })).toEqual(missing);
    expect(at({ type: null, cityAndState: 'Fresno, CA' })).toEqual(missing);
    expect(at({ type: 'elsewhere', cityAndState: 'Fresno, CA' })).toEqual([]);
    expect(at(null, 'in_person')).toEqual([]);
  });

  it('NO37 an absence note needs each of its sections', () => {
    expect(
      codes({ ...DRAFT, kind: 'absence', sections: [{ id: 'absenceReason', text: 'Overslept.' }] }),
    ).toEqual(['sectionEmpty', 'sectionEmpty']);
  });

  it('NO31 looks at what stands beside the text too', () => {
    const elements = {
      ...DRAFT.elements,
      goals: [
        { text: 'Sleep', progress: 'some' as const },
        { text: 'Speak with Zoe', progress: 'some' as const },
      ],
      risk: { level: 'low' as const, reason: 'B.K. worried.' },
    };
    expect(
      checkNote({ ...DRAFT, elements }, CONTEXT).map(({ code, where, found }) => [code, where, found]),
    ).toEqual([
      ['otherName', { field: { name: 'goal', goal: 1 }, range: { from: 11, to: 14 } }, 'Zoe'],
      ['otherInitials', { field: { name: 'riskReason' }, range: { from: 0, to: 4 } }, 'B.K.'],
    ]);
  });

  it('NO30 NO40 what is missing beside the text says in which field, in the order of the fields', () => {
    const fields = (elements: typeof DRAFT.elements) =>
      checkNote({ ...DRAFT, elements }, CONTEXT).map(({ where }) => where && 'field' in where && where.field);
    const goal = (progress: 'some' | null) => ({ text: 'Sleep', progress });
    expect(fields({ goals: [], interventions: [], participation: null, risk: null })).toEqual([
      { name: 'goal', goal: 0 },
      { name: 'participation' },
      { name: 'risk' },
      { name: 'interventions' },
    ]);
    expect(
      fields({
        ...DRAFT.elements,
        goals: [goal('some'), goal(null), goal(null)],
        risk: { level: 'not_assessed', reason: '' },
      }),
    ).toEqual([{ name: 'progress', goal: 1 }, { name: 'progress', goal: 2 }, { name: 'riskReason' }]);
  });

  it('NO55 an addendum is looked at with its reason, and each finding says in which of the two', () => {
    const found = checkAmendment(
      { reason: 'Ben asked', text: 'An addict; attended for 180 minutes.' },
      NOTE_FACTS,
      CONTEXT,
    );
    expect(
      found.map(({ code, where }) => [code, where && 'field' in where ? where.field.name : where?.section]),
    ).toEqual([
      ['otherName', 'reason'],
      ['minutesDiffer', 'addendum'],
      ['wording', 'addendum'],
    ]);
    expect(checkAmendment({ reason: 'A word was missing' }, NOTE_FACTS, CONTEXT)).toEqual([]);
  });

  it('NO38 equal texts of one session block, alike ones warn', () => {
    const text = DRAFT.sections.find(({ id }) => id === 'response')?.text ?? '';
    const docId = 'note/g/s0/other';
    const against = (from: 'sameSession' | 'lastNote', other: string) =>
      checkNote(DRAFT, { ...CONTEXT, comparedWith: [{ from, docId, text: other }] }).map(
        ({ code, severity }) => [code, severity],
      );
    expect(against('sameSession', text.toUpperCase())).toEqual([['sameText', 'block']]);
    expect(against('lastNote', text)).toEqual([['similarText', 'warn']]);
    expect(against('sameSession', `${text} Yes.`)).toEqual([['similarText', 'warn']]);
    expect(against('sameSession', 'Something else was said about the week.')).toEqual([]);
    expect(similarityOf('', '')).toBe(1);
  });

  it('NO38 tells of the session and of the last note apart, and of each the note that is most alike', () => {
    const text = DRAFT.sections.find(({ id }) => id === 'response')?.text ?? '';
    const comparedWith = [
      { from: 'sameSession' as const, docId: 'note/g/s/near', text: `${text} Yes.` },
      { from: 'lastNote' as const, docId: 'note/g/s0/ana', text: `${text} Yes.` },
      { from: 'sameSession' as const, docId: 'note/g/s/same', text },
    ];
    expect(checkNote(DRAFT, { ...CONTEXT, comparedWith }).map(({ code, mend }) => [code, mend])).toEqual([
      ['sameText', { how: 'sayAnew', like: { from: 'sameSession', docId: 'note/g/s/same' } }],
      ['similarText', { how: 'sayAnew', like: { from: 'lastNote', docId: 'note/g/s0/ana' } }],
    ]);
  });

  it('NO39 facts that are not the session’s any more block', () => {
    const session = { ...NOTE_FACTS.session, participantCount: 7 };
    const member = NOTE_FACTS.member && { ...NOTE_FACTS.member, minutes: 160 };
    expect(codes(DRAFT, { ...CONTEXT, currentFacts: { session, member } })).toEqual([
      'countDiffers',
      'factsDiffer',
    ]);
    expect(codes(DRAFT, { ...CONTEXT, currentFacts: null })).toEqual([]);
  });

  it('NO34 NO40 what hinders signing comes first, each in the order of the note', () => {
    const draft = {
      ...withText('behavior', 'An addict. ⟦Shared openly⟧ Ben spoke once.'),
      elements: { ...DRAFT.elements, participation: null },
    };
    const findings = checkNote(draft, CONTEXT);
    expect(findings.map(({ code }) => code)).toEqual([
      'participationMissing',
      'unsettled',
      'otherName',
      'wording',
    ]);
    expect(blockingOf(findings)).toHaveLength(3);
  });
});

const pieces = fc.constantFrom(
  'Ben',
  'ben’s',
  'ZOE\u0308',
  'B.K.',
  '⟦',
  '⟧',
  '9:00',
  '3 pm',
  'addict',
  'é',
  '👩‍👧',
  '\ud83d',
  'ﬁ',
  '. ',
  '\n',
  ' ',

  'Attended 5 min',
  'İ',
  'ß',
  'refused to',
  'tomorrow',
);
const texts = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 20 });

describe('NO30 whatever is written', () => {
  it('every range lies in its text and says what was found', () => {
    fc.assert(
      fc.property(texts, (parts) => {
        const draft = withText('behavior', parts.join(''));
        for (const { where, found } of checkNote(draft, CONTEXT)) {
          if (!isInSection(where)) continue;
          const text = draft.sections.find(({ id }) => id === where.section)?.text ?? '';
          const { from, to } = where.range;
          expect(from >= 0 && from <= to && to <= text.length).toBe(true);
          expect(text.slice(from, to)).toBe(found);
          for (const place of [from, to])
            expect(/^[\ud83d-\ud83e]\|[\udc00-\udfff]$/.test(`${text[place - 1]}|${text[place]}`)).toBe(
              false,
            );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('NO31 a name is found in any case, with any accents, in any place, and what is between is left alone', () => {
    const words = fc.array(fc.constantFrom('the', 'benefit', 'spoke', 'zone', 'with', 'will', 'Ana'), {
      maxLength: 8,
    });
    const way = fc.tuple(
      fc.boolean(),
      fc.constantFrom('NFC', 'NFD'),
      fc.constantFrom('', '’s', "'s", ',', '?'),
    );
    const name = fc.constantFrom('Ángel', 'Zoë', 'Ben', 'Nuño', 'Łukasz');
    fc.assert(
      fc.property(words, words, name, way, (before, after, who, [isLoud, form, end]) => {
        const written = (isLoud ? who.toUpperCase() : who).normalize(form);
        const text = [...before, written + end, ...after].join(' ');
        const matches = named(text, [[`${who} X.`]], [['Ana R.']]);
        expect(matches).toEqual([['otherName', written]]);
      }),
    );
  });
});
