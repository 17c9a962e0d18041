import { Plus, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type * as Y from 'yjs';
import type { LastNote } from '../../../src/protocol/api/notes.ts';
import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import {
  chooseIntervention,
  chooseParticipation,
  chooseProgress,
  chooseRisk,
  MAX_GOALS,
  putGoal,
  readGoals,
  removeGoal,
  takeGoals,
  writeRiskReason,
} from '../../notebook/documents/noteElements.ts';
import { fieldsApart } from '../../notebook/documents/wholeValues.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { AlsoChosen } from './AlsoChosen.tsx';
import { CHOICES, optionsOf } from './choiceWords.ts';
import { LastGoals } from './LastGoals.tsx';
import styles from './Sheet.module.css';

type Props = { doc: Y.Doc; elements: NoteDraft['elements'] };
type MemberProps = Props & { last: LastNote | null };

/** What is chosen of a member beside the text: goals, taking part, risk (domain.md 2.2). */
export function MemberElements({ doc, elements, last }: MemberProps) {
  const i18n = useWords();
  return (
    <>
      <Goals doc={doc} last={last} />
      <div className={styles.choices}>
        <AlsoChosen doc={doc} field="elements/participation">
          <Select
            label={i18n._('Took part')}
            options={optionsOf(i18n, CHOICES.participation)}
            value={elements.participation}
            onChange={(id) => chooseParticipation(doc, id)}
            placeholder={i18n._('Choose')}
          />
        </AlsoChosen>
        <AlsoChosen doc={doc} field="elements/riskLevel">
          <Select
            label={i18n._('Risk')}
            options={optionsOf(i18n, CHOICES.risk)}
            value={elements.risk?.level ?? null}
            onChange={(id) => chooseRisk(doc, id)}
            placeholder={i18n._('Choose')}
          />
        </AlsoChosen>
        {elements.risk !== null && hasReason(elements.risk) && (
          <div data-field="riskReason">
            <TextField
              label={
                elements.risk.level === 'not_assessed'
                  ? i18n._('Why it was not assessed')
                  : i18n._('What was seen and done')
              }
              value={elements.risk.reason}
              onChange={(text) => writeRiskReason(doc, text)}
              maxLength={500}
            />
          </div>
        )}
      </div>
      <Interventions doc={doc} elements={elements} />
      <AnotherGoal doc={doc} />
    </>
  );
}

/** Where words about it are asked for; and where some stand from before, since they are signed with it. */
function hasReason({ level, reason }: Exclude<NoteDraft['elements']['risk'], null>): boolean {
  return level !== 'none_indicated' || reason !== '';
}

/** The interventions of a note, closed until somebody wants to see them. */
export function Interventions({ doc, elements }: Props) {
  const i18n = useWords();
  const chosen = elements.interventions.map((tag) => i18n._(CHOICES.intervention[tag]));
  const apart = fieldsApart(doc).filter((field) => field.startsWith('elements/intervention/'));
  return (
    <>
      <details className={styles.interventions} data-field="interventions">
        <summary>
          <b>{i18n._('Interventions')}</b>{' '}
          <span>{chosen.length === 0 ? i18n._('none chosen') : chosen.join(', ')}</span>
        </summary>
        <div role="group" aria-label={i18n._('Interventions')} className={styles.boxes}>
          {optionsOf(i18n, CHOICES.intervention).map(({ id, label }) => (
            <Checkbox
              key={id}
              isSelected={elements.interventions.includes(id)}
              onChange={(isChosen) => chooseIntervention(doc, id, isChosen)}
            >
              {label}
            </Checkbox>
          ))}
        </div>
      </details>
      {apart.map((field) => (
        <AlsoChosen key={field} doc={doc} field={field}>
          {null}
        </AlsoChosen>
      ))}
    </>
  );
}

/** An id that comes after those before it by its letters. */
const newGoalId = (): string =>
  `${Date.now().toString(36).padStart(9, '0')}-${crypto.randomUUID().slice(0, 8)}`;

function Goals({ doc, last }: { doc: Y.Doc; last: LastNote | null }) {
  const i18n = useWords();
  const goals = readGoals(doc);
  const [firstId] = useState(newGoalId);
  const rows = goals.length === 0 ? [{ id: firstId, text: '', progress: null }] : goals;
  const place = useRef<HTMLDivElement>(null);
  const isTaken = useRef(false);
  useEffect(() => {
    // The field that had the focus is another now.
    if (isTaken.current) place.current?.querySelector('input')?.focus();
    isTaken.current = false;
  }, [goals.length]);
  const take = (texts: readonly string[]): void => {
    isTaken.current = true;
    takeGoals(doc, texts);
  };
  const hasGoals = goals.some(({ text }) => text.trim() !== '');
  return (
    <div ref={place} className={styles.goals}>
      {rows.map(({ id, text, progress }, at) => (
        <div key={id} className={styles.goal}>
          <AlsoChosen doc={doc} field={`elements/goal/${id}`}>
            <TextField
              label={rows.length === 1 ? i18n._('Goal') : i18n._('Goal {number}', { number: at + 1 })}
              value={text}
              onChange={(words) => putGoal(doc, id, words)}
              maxLength={300}
            />
          </AlsoChosen>
          <AlsoChosen doc={doc} field={`elements/progress/${id}`}>
            <Select
              label={i18n._('Progress')}
              options={optionsOf(i18n, CHOICES.progress)}
              value={progress}
              onChange={(choice) => chooseProgress(doc, id, choice)}
              placeholder={i18n._('Choose')}
            />
          </AlsoChosen>
          {goals.length > 1 && (
            <IconButton
              label={i18n._('Take goal {number} out', { number: at + 1 })}
              icon={<X />}
              onPress={() => removeGoal(doc, id)}
            />
          )}
        </div>
      ))}
      {last && <LastGoals last={last} onTake={hasGoals ? undefined : take} />}
    </div>
  );
}

/** Stands after what every note needs, so that nobody passes it on the way. */
function AnotherGoal({ doc }: { doc: Y.Doc }) {
  const i18n = useWords();
  const { length } = readGoals(doc);
  if (length === 0 || length >= MAX_GOALS) return null;
  return (
    <div>
      <Button variant="plain" size="small" icon={<Plus />} onPress={() => putGoal(doc, newGoalId(), '')}>
        {i18n._('Another goal')}
      </Button>
    </div>
  );
}
