import type { I18n } from '@lingui/core';
import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import { languageOf } from '../../words/i18n.ts';
import { roleWords } from '../app/RoleName.tsx';
import { CHOICES } from './choiceWords.ts';
import { minutesWords, placeWords, serviceDay, timesOfService } from './factWords.ts';

export type RecordSource = Pick<NoteDraft, 'kind' | 'format' | 'facts' | 'elements'>;
/** What something of a note is called, and what the note says of it. */
export type RecordRow = { readonly name: string; readonly values: readonly string[] };

/** All of a note that is no text of its sections, each thing under its name (WR90). What the note says nothing of is left out. */
export function recordRows(i18n: I18n, note: RecordSource): readonly RecordRow[] {
  return [...factRows(i18n, note), ...choiceRows(i18n, note)]
    .map(({ name, values }) => ({ name, values: values.filter((value) => value !== '') }))
    .filter(({ values }) => values.length > 0);
}

function factRows(i18n: I18n, { kind, format, facts }: RecordSource): readonly RecordRow[] {
  const { session, member } = facts;
  const place = member?.location ?? null;
  return [
    { name: i18n._('Group'), values: [session.groupName] },
    { name: i18n._('Day'), values: [serviceDay(i18n, session.serviceDate)] },
    { name: i18n._('Time'), values: timesOfService(i18n, facts) },
    { name: i18n._('Delivery'), values: [i18n._(CHOICES.delivery[session.deliveryMode])] },
    {
      name: i18n._('Where the member was'),
      values: place === null ? [] : [placeWords(i18n, place)],
    },
    { name: i18n._('Participants'), values: [i18n.number(session.participantCount)] },
    {
      name: i18n._('Kind of group'),
      values: session.modality === null ? [] : [i18n._(CHOICES.modality[session.modality])],
    },
    { name: i18n._('Topic'), values: session.topic === null ? [] : [session.topic[languageOf(i18n)]] },
    {
      // Who led, as what, and for how long (domain.md 0.2, rule 20).
      name: i18n._('Facilitators'),
      values: session.facilitators.map(({ name, role, minutes }) =>
        [name, roleWords(i18n, role), minutesWords(i18n, minutes)].join(', '),
      ),
    },
    { name: i18n._('Format'), values: kind === 'member' ? [i18n._(CHOICES.format[format])] : [] },
  ];
}

function choiceRows(i18n: I18n, { elements }: RecordSource): readonly RecordRow[] {
  const { goals, interventions, participation, risk } = elements;
  return [
    {
      name: i18n._('Goals'),
      values: goals.map(({ text, progress }) =>
        progress === null ? text : `${text} (${i18n._(CHOICES.progress[progress])})`,
      ),
    },
    {
      name: i18n._('Took part'),
      values: participation === null ? [] : [i18n._(CHOICES.participation[participation])],
    },
    { name: i18n._('Risk'), values: risk === null ? [] : [i18n._(CHOICES.risk[risk.level]), risk.reason] },
    {
      name: i18n._('Interventions'),
      values: [interventions.map((tag) => i18n._(CHOICES.intervention[tag])).join(', ')],
    },
  ];
}
