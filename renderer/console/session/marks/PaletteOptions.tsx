import { useEffect, useRef } from 'react';
import type { Mark } from '../../../../src/protocol/notes/marks.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import { useWords } from '../../../words/i18n.ts';
import styles from './Marks.module.css';
import { isSameTag, LAST_TAG_KEY } from './options.ts';
import type { Options } from './palette.ts';

export type PaletteOptionsProps = {
  id: string;
  label: string;
  options: Options;
  highlight: number | null;
  last: Mark['tag'] | null;
  onTake: (index: number) => void;
};

/** The element of an option, for the field that the focus stays in. */
export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** What can be chosen, with the keys that stand for it. The focus stays in the field above (MK4, MK10). */
export function PaletteOptions({ id, label, options, highlight, last, onTake }: PaletteOptionsProps) {
  const i18n = useWords();
  const highlighted = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // In braces: Chromium answers with a promise, which is no cleanup.
    highlighted.current?.scrollIntoView({ block: 'nearest' });
  }, [highlight]);
  if (options.list.length === 0) {
    return (
      <p className={styles.none} role="status">
        {options.of === 'people'
          ? i18n._('Nobody’s name begins like this.')
          : i18n._('No tag begins like this.')}
      </p>
    );
  }
  const shown =
    options.of === 'people'
      ? options.list.map(({ id: personId, name }) => ({ id: personId, words: name, keys: [] }))
      : options.list.map(({ tag, label: words, key }) => ({
          id: tag.kind === 'shipped' ? tag.tag : tag.tagId,
          words,
          keys: [key, last !== null && isSameTag(tag, last) ? LAST_TAG_KEY : null].filter(
            (one) => one !== null,
          ),
        }));
  return (
    <ul role="listbox" id={id} aria-label={label} className={styles.options} data-of={options.of}>
      {shown.map((option, index) => (
        <li
          key={option.id}
          id={optionId(id, index)}
          ref={index === highlight ? highlighted : null}
          role="option"
          aria-selected={index === highlight}
          {...(option.keys.length > 0 && { 'aria-keyshortcuts': option.keys.join(' ') })}
          className={styles.option}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(index)}
        >
          {options.of === 'people' && <Avatar id={option.id} name={option.words} size="small" />}
          <span className={styles.optionWords}>{option.words}</span>
          {option.keys.map((key) => (
            <Kbd key={key}>{key.toUpperCase()}</Kbd>
          ))}
        </li>
      ))}
    </ul>
  );
}
