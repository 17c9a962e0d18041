import type { CSSProperties } from 'react';
import type { Present } from '../../../../src/protocol/notebook/presence.ts';
import { hueOf } from '../../../ui/hue.ts';
import { LiveRegion } from '../../../ui/LiveRegion.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { useWords } from '../../../words/i18n.ts';
import { sectionName } from '../sectionWords.ts';
import styles from './AlsoHere.module.css';

/** Who else has this note open, and in which section their cursor is (WR24). Who comes is read out; where they go is not. */
export function AlsoHere({ others }: { others: readonly Present[] }) {
  const i18n = useWords();
  const names = [...new Set(others.map(({ name }) => name))].join(', ');
  return (
    <>
      <LiveRegion>
        {names !== '' && (
          <VisuallyHidden>{i18n._('Also in this note now: {names}', { names })}</VisuallyHidden>
        )}
      </LiveRegion>
      {others.length > 0 && (
        <ul role="list" className={styles.list} aria-label={i18n._('Also in this note now')}>
          {others.map(({ page, staffId, name, place }) => (
            <li key={page} data-person className={styles.person} style={hueStyle(staffId)}>
              {place === null
                ? name
                : i18n._('{name}, in: {section}', { name, section: sectionName(i18n, place.section) })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function hueStyle(staffId: string): CSSProperties {
  const style: CSSProperties & Record<'--hue', number> = { '--hue': hueOf(staffId) };
  return style;
}
