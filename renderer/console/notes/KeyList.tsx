import { Fragment } from 'react';
import { Kbd } from '../../ui/Kbd.tsx';
import { useWords } from '../../words/i18n.ts';
import styles from './Sheet.module.css';

/** The keys of writing (WR80), closed until somebody wants to know. */
export function KeyList() {
  const i18n = useWords();
  const keys: readonly (readonly [key: string, does: string])[] = [
    ['Ctrl ↵', i18n._('Next note')],
    ['Ctrl ⇧ ↵', i18n._('Note before')],
    ['Alt ↓ ↑', i18n._('Next or previous section')],
    ['Alt M', i18n._('Next section in which something is missing')],
    ['Alt G', i18n._('Take over the goals of the last note')],
    ['Alt J', i18n._('Next suggestion')],
    ['Alt ↵', i18n._('Accept the suggestion')],
    ['Alt ⌫', i18n._('Leave the suggestion out')],
    ['Alt E', i18n._('Write over the suggestion')],
    ['/… Tab', i18n._('Put in a text by its short name')],
    ['Ctrl Z', i18n._('Undo')],
    ['Alt S', i18n._('Sign what is ready')],
  ];
  return (
    <details className={styles.keys}>
      <summary>{i18n._('Keys')}</summary>
      <dl>
        {keys.map(([key, does]) => (
          <Fragment key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{does}</dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}
