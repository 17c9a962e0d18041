import { Button } from '../../../ui/Button.tsx';
import { useWords } from '../../../words/i18n.ts';
import type { LocalView } from '../model/view.ts';
import { NotesPanel } from '../panels/NotesPanel.tsx';
import { RatingsPanel } from '../ratings/RatingsPanel.tsx';
import { useLocal, useSession, useSlice } from '../useSession.ts';
import styles from './Marks.module.css';
import { MarksPanel } from './MarksPanel.tsx';
import { useMarksView } from './useMarks.ts';

/** The presenter's notes, the timeline of marks, or what members rated, in the same place. */
export function NotesAndMarks() {
  const i18n = useWords();
  const session = useSession();
  const { beside } = useLocal();
  const { marks } = useMarksView();
  const { people } = useSlice('ratings');
  const markCount = marks.filter(({ undoneAt }) => undoneAt === null).length;
  const ratedCount = people.filter(({ given }) => Object.keys(given).length > 0).length;
  const toggle = (what: LocalView['beside']) =>
    ({
      size: 'small',
      variant: beside === what ? 'quiet' : 'plain',
      isPressed: beside === what,
      onPress: () => session.setLocal({ beside: what }),
    }) as const;
  return (
    <>
      <div className={styles.switch} role="group" aria-label={i18n._('Slides, marks or ratings')}>
        <Button {...toggle('slide')}>{i18n._('Slide')}</Button>
        <Button
          {...toggle('marks')}
          badge={{
            count: markCount,
            words: i18n._('{count, plural, one {# mark} other {# marks}}', { count: markCount }),
          }}
        >
          {i18n._('Timeline')}
        </Button>
        <Button
          {...toggle('ratings')}
          badge={{
            count: ratedCount,
            words: i18n._('{count, plural, one {# member has rated} other {# members have rated}}', {
              count: ratedCount,
            }),
          }}
        >
          {i18n._('Ratings')}
        </Button>
      </div>
      {beside === 'slide' && <NotesPanel />}
      {beside === 'marks' && <MarksPanel />}
      {beside === 'ratings' && <RatingsPanel />}
    </>
  );
}
