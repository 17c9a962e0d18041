import { createContext, use, type ReactNode } from 'react';
import type * as Y from 'yjs';
import {
  alsoChosen,
  chooseWhole,
  wholeValue,
  type WholeField,
} from '../../notebook/documents/wholeValues.ts';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { wholeWords } from './wholeWords.ts';
import styles from './Sheet.module.css';

/** What people are called, by id. */
export const NamesContext = createContext<(id: string) => string>(() => '');

type Props = { doc: Y.Doc; field: WholeField; children: ReactNode };

/** A field, and beside it what somebody else chose in it apart from what it says, until somebody has looked (WR16). */
export function AlsoChosen({ doc, field, children }: Props) {
  const i18n = useWords();
  const nameOf = use(NamesContext);
  const others = alsoChosen(doc, field);
  return (
    <div className={styles.field} data-field={field}>
      {children}
      {others.map(({ value, by }) => {
        const words = wholeWords(i18n, field, value);
        const name = (by === null ? '' : nameOf(by)) || i18n._('somebody else');
        return (
          <div key={JSON.stringify(value)} role="note" className={styles.alsoChosen}>
            <span>{i18n._('Also chosen: {words}, by {name}', { words, name })}</span>
            <Button size="small" onPress={() => chooseWhole(doc, field, value)}>
              {i18n._('Take “{words}”', { words })}
            </Button>
            <Button size="small" onPress={() => chooseWhole(doc, field, wholeValue(doc, field))}>
              {i18n._('Keep “{words}”', { words: wholeWords(i18n, field, wholeValue(doc, field)) })}
            </Button>
          </div>
        );
      })}
    </div>
  );
}
