import { useEffect, useId, type KeyboardEvent } from 'react';
import { MAX_MARK_CHARS } from '../../../../src/protocol/notes/marks.ts';
import { useAnnounce } from '../../../ui/Announcer.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useSession } from '../useSession.ts';
import styles from './Marks.module.css';
import { NotebookNotice } from './NotebookNotice.tsx';
import { back, moved, optionsOf, taken, typed, type Palette } from './palette.ts';
import { PaletteOptions, optionId } from './PaletteOptions.tsx';
import { useTags, useTellOfMarks } from './useMarks.ts';

/** The layer in which a mark is made: who, what, and a few words (MK1 to MK10). */
export function MarkPalette({ palette }: { palette: Palette }) {
  const i18n = useWords();
  const announce = useAnnounce();
  const { marks } = useSession();
  const tell = useTellOfMarks();
  const tags = useTags();
  const listId = useId();
  const options = optionsOf(palette, tags);
  const { stage, query, highlight, text } = palette;
  const name = stage.at === 'what' ? stage.person.name : null;
  const question = name === null ? i18n._('Mark whom?') : i18n._('What did you see of {name}?', { name });
  // The focus stays in its field, so that the next question has to be said.
  useEffect(() => {
    if (name !== null) announce(question, 'polite');
  }, [announce, name, question]);

  const goOn = (next: Palette): void => void marks.take({ kind: 'open', palette: next });
  const take = (index: number | null): void => {
    const made = marks.take(taken(palette, index, tags));
    if (made) tell('marked', made);
    else if (index === null && stage.at === 'what') announce(i18n._('Choose a tag first.'), 'assertive');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    switch (event.key) {
      case 'Enter':
        take(highlight);
        break;
      case 'ArrowDown':
        goOn(moved(palette, 1, tags));
        break;
      case 'ArrowUp':
        goOn(moved(palette, -1, tags));
        break;
      case 'Backspace':
        if (query !== '') return;
        goOn(back(palette));
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  const hasOptions = options.list.length > 0;
  const isChosen = highlight !== null && options.list[highlight] !== undefined;
  const footer =
    stage.at === 'what' || text.trim() !== '' ? (
      <>
        {text.trim() !== '' && (
          <Button variant="plain" onPress={marks.discard}>
            {i18n._('Discard')}
          </Button>
        )}
        {stage.at === 'what' && (
          <>
            <Button onPress={() => goOn(back(palette))}>{i18n._('Somebody else')}</Button>
            <Button variant="primary" onPress={isChosen ? () => take(highlight) : undefined}>
              {i18n._('Save the mark')}
            </Button>
          </>
        )}
      </>
    ) : null;
  return (
    <Dialog isOpen onClose={marks.leave} title={question} {...(footer !== null && { footer })}>
      <div className={styles.palette} data-testid="mark-palette">
        <NotebookNotice />
        <label className={styles.query}>
          <span>
            {stage.at === 'who' ? i18n._('First letters of the name') : i18n._('A key, or the first letters')}
          </span>
          <input
            role="combobox"
            aria-expanded={hasOptions}
            aria-autocomplete="list"
            {...(hasOptions && { 'aria-controls': listId })}
            {...(isChosen && { 'aria-activedescendant': optionId(listId, highlight) })}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            value={query}
            onChange={(event) => goOn(typed(palette, event.target.value, performance.now()))}
            onKeyDown={onKeyDown}
          />
        </label>
        <PaletteOptions
          id={listId}
          label={question}
          options={options}
          highlight={highlight}
          last={tags.last}
          onTake={take}
        />
        {stage.at === 'what' && (
          <TextField
            label={i18n._('A few words, if you like')}
            description={i18n._('Enter saves. Words are for the draft of the note; no other names.')}
            value={text}
            maxLength={MAX_MARK_CHARS}
            onChange={(words) => goOn({ ...palette, text: words })}
            onSubmit={() => take(highlight)}
          />
        )}
      </div>
    </Dialog>
  );
}
