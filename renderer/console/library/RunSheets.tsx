import { Link } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import { blocksOf } from '../../../src/domain/groups/agendaTemplates.ts';
import type { AgendaTemplate, Group } from '../../../src/protocol/api/groups.ts';
import { Card } from '../../ui/Card.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { languageOf, useWords } from '../../words/i18n.ts';
import { clockLength } from '../../words/time.ts';
import { templateOptions } from '../groups/templates.ts';
import styles from './Library.module.css';

/** Each template with its parts, what of them counts, and the groups that meet by it (CO87). */
export function RunSheets({ groups }: { groups: readonly Group[] }) {
  const i18n = useWords();
  return (
    <ul role="list" className={styles.runSheets}>
      {templateOptions(i18n).map(({ id, label }) => (
        <Card as="li" key={id} className={styles.runSheet} data-testid={`run-sheet-${id}`}>
          <h3>{label}</h3>
          <Parts template={id} />
          <GroupsBy groups={groups.filter(({ template }) => template === id)} />
        </Card>
      ))}
    </ul>
  );
}

function Parts({ template }: { template: AgendaTemplate }) {
  const i18n = useWords();
  const language = languageOf(i18n);
  const blocks = blocksOf(template);
  const startOf = (place: number): number =>
    blocks.slice(0, place).reduce((sum, { plannedMinutes }) => sum + plannedMinutes, 0);
  return (
    <ol role="list" className={styles.parts}>
      {blocks.map(({ title, plannedMinutes, isCountable }, place) => {
        const length: CSSProperties & { '--minutes': number } = { '--minutes': plannedMinutes };
        return (
          <li key={startOf(place)} className={styles.runPart} style={length} data-counts={isCountable}>
            <span>{title[language]}</span>
            <span className="tabular">{clockLength(i18n, plannedMinutes)}</span>
            {!isCountable && <VisuallyHidden>{i18n._('does not count as treatment time')}</VisuallyHidden>}
          </li>
        );
      })}
    </ol>
  );
}

function GroupsBy({ groups }: { groups: readonly Group[] }) {
  const i18n = useWords();
  if (groups.length === 0) return null;
  return (
    <p className={styles.soft}>
      {i18n._('Used by')}{' '}
      {groups.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link to="/groups/$groupId" params={{ groupId: id }} className={styles.link}>
            {name}
          </Link>
        </span>
      ))}
    </p>
  );
}
