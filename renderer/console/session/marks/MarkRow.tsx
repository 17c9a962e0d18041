import { Ellipsis, PencilLine, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { MAIN_ROOM_ID } from '../../../../src/protocol/session/state.ts';
import { MAX_MARK_CHARS, type Mark } from '../../../../src/protocol/notes/marks.ts';
import { initialsOf } from '../../../ui/Avatar.tsx';
import { Button } from '../../../ui/Button.tsx';
import { MenuButton, type MenuEntry } from '../../../ui/MenuButton.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { useWords } from '../../../words/i18n.ts';
import { clockTime } from '../../../words/time.ts';
import { tagName } from '../../notes/markWords.ts';
import { useSession, useSlice } from '../useSession.ts';
import styles from './Marks.module.css';
import { useOwnTags } from './useOwnTags.ts';

/** One mark, and what its author may do with it (MK31). */
export function MarkRow({ mark }: { mark: Mark }) {
  const i18n = useWords();
  const { marks } = useSession();
  const own = useOwnTags();
  const { names, roomNames } = useSlice('marking');
  const [isWriting, setWriting] = useState(false);
  const name = names[mark.memberId] ?? '…';
  const author = names[mark.authorId] ?? '…';
  const tag = tagName(i18n, mark, { tags: own });
  const room =
    mark.roomId === MAIN_ROOM_ID
      ? i18n._('the circle')
      : (roomNames[mark.roomId] ?? i18n._('a room that is gone'));
  const { rewrite, undo, redo } = marks.actionsOn(mark.id);
  const possible: readonly (MenuEntry | false)[] = [
    rewrite !== undefined && {
      id: 'write',
      label: i18n._('Change the words…'),
      icon: <PencilLine />,
      onAction: () => setWriting(true),
    },
    undo !== undefined && { id: 'undo', label: i18n._('Take back'), icon: <Undo2 />, onAction: undo },
    redo !== undefined && { id: 'redo', label: i18n._('Put back'), icon: <Undo2 />, onAction: redo },
  ];
  const items = possible.filter((entry): entry is MenuEntry => entry !== false);
  return (
    <li className={styles.row} data-undone={mark.undoneAt !== null || undefined} data-mark-id={mark.id}>
      <time className="tabular" dateTime={new Date(mark.at).toISOString()}>
        {clockTime(i18n, mark.at)}
      </time>
      <div className={styles.said}>
        <p>
          <b>{name}</b> {mark.undoneAt === null ? tag : <s>{tag}</s>}
          {mark.undoneAt !== null && <span className={styles.faint}> · {i18n._('taken back')}</span>}
        </p>
        {!isWriting && mark.text !== '' && <p className={styles.words}>{mark.text}</p>}
        {isWriting && rewrite !== undefined && (
          <WordsForm
            text={mark.text}
            onSave={(text) => {
              rewrite(text);
              setWriting(false);
            }}
            onCancel={() => setWriting(false)}
          />
        )}
        <p className={styles.faint}>
          {room} · <span aria-hidden="true">{initialsOf(author)}</span>
          <VisuallyHidden>{i18n._('by {name}', { name: author })}</VisuallyHidden>
        </p>
      </div>
      {items.length > 0 && (
        <MenuButton
          label={i18n._('Actions for the mark: {name}', { name: `${name}, ${tag}` })}
          icon={<Ellipsis />}
          isIconOnly
          size="small"
          items={items}
        />
      )}
    </li>
  );
}

function WordsForm({
  text,
  onSave,
  onCancel,
}: {
  text: string;
  onSave: (text: string) => void;
  onCancel: () => void;
}) {
  const i18n = useWords();
  const [words, setWords] = useState(text);
  return (
    <div className={styles.form}>
      <TextField
        label={i18n._('Words of the mark')}
        isLabelHidden
        value={words}
        maxLength={MAX_MARK_CHARS}
        onChange={setWords}
        onSubmit={() => onSave(words)}
        autoFocus
      />
      <div className={styles.formButtons}>
        <Button size="small" variant="plain" onPress={onCancel}>
          {i18n._('Cancel')}
        </Button>
        <Button size="small" onPress={() => onSave(words)}>
          {i18n._('Save')}
        </Button>
      </div>
    </div>
  );
}
