import { Tag } from '../../../ui/Tag.tsx';
import { useWords } from '../../../words/i18n.ts';
import type { RatedPerson } from '../model/ratings.ts';
import panelStyles from '../panels/Panels.module.css';
import { useSlice } from '../useSession.ts';
import styles from './Ratings.module.css';
import { formWords } from './ratingWords.ts';

/** What members rated themselves, person by person, and how many have (CO78). */
export function RatingsPanel() {
  const i18n = useWords();
  const { people, checkedInCount, checkedOutCount } = useSlice('ratings');
  const all = people.length;
  return (
    <section className={panelStyles.panel} aria-labelledby="ratings-title" data-testid="ratings">
      <header className={panelStyles.head}>
        <h2 id="ratings-title">{i18n._('How members rated themselves')}</h2>
        <span className={panelStyles.faint}>{i18n._('only staff see this')}</span>
      </header>
      {all === 0 ? (
        <p className={panelStyles.faint}>
          {i18n._('Nobody yet. Members can check in from the waiting room on.')}
        </p>
      ) : (
        <p className={panelStyles.faint}>
          {i18n._('{count} of {all} checked in', { count: checkedInCount, all })} ·{' '}
          {i18n._('{count} of {all} checked out', { count: checkedOutCount, all })}
        </p>
      )}
      <ul role="list" className={styles.people}>
        {people.map((person) => (
          <Rated key={person.id} person={person} />
        ))}
      </ul>
    </section>
  );
}

function Rated({ person: { id, name, given, hasHighCraving } }: { person: RatedPerson }) {
  const i18n = useWords();
  return (
    <li className={styles.person} data-participant-id={id}>
      <div className={styles.name}>
        <b>{name}</b>
        {hasHighCraving && <Tag tone="help">{i18n._('high craving at check-out')}</Tag>}
      </div>
      {given.checkIn === undefined && given.checkOut === undefined && (
        <p className={panelStyles.faint}>{i18n._('Nothing yet')}</p>
      )}
      <dl className={styles.given}>
        {given.checkIn !== undefined && (
          <>
            <dt>{i18n._('Check-in')}</dt>
            <dd className="tabular">{formWords(i18n, given.checkIn)}</dd>
          </>
        )}
        {given.checkOut !== undefined && (
          <>
            <dt>{i18n._('Check-out')}</dt>
            <dd className="tabular">{formWords(i18n, given.checkOut)}</dd>
          </>
        )}
      </dl>
    </li>
  );
}
