import { Hand, HandHelping, MicOff, ShieldAlert, WifiLow, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { useWords } from '../../../words/i18n.ts';
import type { BoardPerson } from '../model/board.ts';
import styles from './Board.module.css';

/** What wants attention of somebody on the board: help, hand, line, microphone (CO26). Each icon has its words. */
export function PersonMarks({ person }: { person: BoardPerson }) {
  const i18n = useWords();
  const { handOrder } = person;
  return (
    <span className={styles.marks}>
      {person.help !== null && (
        <span className={styles.mark} data-tone="help">
          <HandHelping aria-hidden="true" />
          <span className={styles.help}>
            {person.help === 'now' ? i18n._('someone now') : i18n._('question')}
          </span>
        </span>
      )}
      {person.isShielded && (
        <Mark words={i18n._('not in private just now')} tone="help">
          <ShieldAlert />
        </Mark>
      )}
      {handOrder !== null && (
        <Mark words={i18n._('hand up, number {handOrder}', { handOrder })} tone="help">
          <Hand />
          <span className="tabular">{handOrder}</span>
        </Mark>
      )}
      {person.line === 'lost' && (
        <Mark words={i18n._('line lost')}>
          <WifiOff />
        </Mark>
      )}
      {person.line === 'weak' && (
        <Mark words={i18n._('weak line')}>
          <WifiLow />
        </Mark>
      )}
      {!person.isMicOn && person.line !== 'lost' && (
        <Mark words={i18n._('muted')}>
          <MicOff />
        </Mark>
      )}
    </span>
  );
}

function Mark({ words, tone, children }: { words: string; tone?: 'help'; children: ReactNode }) {
  return (
    <span className={styles.mark} data-tone={tone} title={words}>
      <span aria-hidden="true">{children}</span>
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  );
}
