import { useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';
import { languageOf, useWords } from '../../../words/i18n.ts';
import panelStyles from '../panels/Panels.module.css';
import { useLetterHint } from '../useKeys.ts';
import { useSession, useSlice } from '../useSession.ts';
import { MarkRow } from './MarkRow.tsx';
import styles from './Marks.module.css';
import { MarksState } from './MarksState.tsx';
import { isShownTo, timelineOf } from './timeline.ts';
import { useMarksView } from './useMarks.ts';

const EVERYBODY = 'everybody';

/** The session's marks by time, with where they are kept (MK22, MK30, MK31). */
export function MarksPanel() {
  const i18n = useWords();
  const language = languageOf(i18n);
  const hint = useLetterHint();
  const { marks: model } = useSession();
  const { marks } = useMarksView();
  const { selfId, names, parts } = useSlice('marking');
  const [chosen, setChosen] = useState(EVERYBODY);
  const marked = new Set(marks.filter((mark) => isShownTo(mark, selfId)).map(({ memberId }) => memberId));
  // Whose last mark is gone is no choice any more.
  const shownId = marked.has(chosen) ? chosen : EVERYBODY;
  const groups = timelineOf(marks, selfId, shownId === EVERYBODY ? null : shownId);
  return (
    <section className={panelStyles.panel} aria-labelledby="marks-title" data-testid="marks">
      <header className={panelStyles.head}>
        <h2 id="marks-title">{i18n._('Marks')}</h2>
        <Button size="small" keyHint={hint('N')} onPress={() => model.open()}>
          {i18n._('Mark somebody…')}
        </Button>
      </header>
      <div className={styles.limits}>
        <MarksState />
        {marked.size > 1 && (
          <Select
            label={i18n._('Whose marks')}
            isLabelHidden
            value={shownId}
            onChange={setChosen}
            options={[
              { id: EVERYBODY, label: i18n._('Everybody’s marks') },
              ...[...marked].map((id) => ({ id, label: names[id] ?? '…' })),
            ]}
          />
        )}
      </div>
      {groups.length === 0 && (
        <p className={panelStyles.faint}>
          {hint('N') === undefined
            ? i18n._('No marks yet. Choose “Mark…” in a member’s menu.')
            : i18n._('No marks yet. Press N and type a name, or choose “Mark…” in a member’s menu.')}
        </p>
      )}
      {groups.map((group) => (
        <section key={group.id} className={styles.group}>
          <h3>
            {group.block === null
              ? i18n._('Before the first part')
              : (parts[group.block.index]?.[language] ?? i18n._('A part of the run sheet'))}
          </h3>
          <ol role="list" className={styles.rows}>
            {group.marks.map((mark) => (
              <MarkRow key={mark.id} mark={mark} />
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}
