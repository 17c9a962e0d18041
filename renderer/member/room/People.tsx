import type { CSSProperties } from 'react';
import { useStore } from 'zustand';
import type { Participant } from '../../../src/protocol/session/people.ts';
import { circleSeats } from '../../ui/circle.ts';
import { SlideView } from '../../ui/SlideView.tsx';
import { languageOf, useWords } from '../../words/i18n.ts';
import styles from './People.module.css';
import { PersonSeat } from './PersonSeat.tsx';
import { useRoom, type Situation } from './roomContext.ts';

export type PeopleProps = {
  situation: Situation;
  isRing: boolean;
  /** Stands beside a slide or a shared screen, and so is smaller. */
  isBeside: boolean;
};

/** Everybody in the room, in a grid or in a circle. */
export function People({ situation, isRing, isBeside }: PeopleProps) {
  const i18n = useWords();
  const isSelfHidden = useStore(useRoom().store, (view) => view.isSelfHidden);
  const people = situation.people.filter(({ id }) => !isSelfHidden || id !== situation.self.id);
  if (people.length === 0) {
    return (
      <p className={styles.alone}>{i18n._('You are the only one here. Someone will be with you soon.')}</p>
    );
  }
  return isRing ? (
    <Ring situation={situation} people={people} />
  ) : (
    <Grid situation={situation} people={people} isBeside={isBeside} />
  );
}

type Seated = { situation: Situation; people: Situation['people'] };

/** Whom everybody is to look at, if they are drawn here. */
function spotlitOf({ state }: Situation, people: Situation['people']): Participant | undefined {
  return people.find(({ id }) => id === state.spotlightId);
}

function Grid({ situation, people, isBeside }: Seated & { isBeside: boolean }) {
  const i18n = useWords();
  const spotlight = isBeside ? undefined : spotlitOf(situation, people);
  const others = people.filter((person) => person !== spotlight);
  const columns = isBeside ? (others.length > 6 ? 3 : 2) : Math.ceil(Math.sqrt(others.length));
  const size: CSSProperties & Record<'--wide-columns' | '--rows', number> = {
    '--wide-columns': columns,
    '--rows': Math.ceil(others.length / columns),
  };
  return (
    <section
      className={styles.people}
      aria-label={i18n._('People here')}
      data-spotlight={spotlight !== undefined || undefined}
    >
      {spotlight && <PersonSeat as="div" person={spotlight} situation={situation} size="stage" />}
      <ul
        role="list"
        className={styles.grid}
        data-beside={isBeside || undefined}
        data-alone={others.length === 1 || undefined}
        style={size}
      >
        {others.map((person) => (
          <PersonSeat
            as="li"
            key={person.id}
            person={person}
            situation={situation}
            size={isBeside || spotlight ? 'thumb' : 'tile'}
          />
        ))}
      </ul>
    </section>
  );
}

function Ring({ situation, people }: Seated) {
  const i18n = useWords();
  const seats = circleSeats(people.length);
  const { slide } = situation.state;
  const spotlight = spotlitOf(situation, people);
  const language = languageOf(i18n);
  return (
    <section
      className={styles.circle}
      aria-label={i18n._('People here')}
      data-many={people.length > 8 || undefined}
    >
      {slide !== null && (
        <div className={styles.centre}>
          <SlideView text={slide.text[language]} language={language} counter={slide} />
        </div>
      )}
      {slide === null && spotlight && (
        <div className={styles.centre}>
          <PersonSeat as="div" person={spotlight} situation={situation} size="stage" />
        </div>
      )}
      <ul role="list" className={styles.ring}>
        {people.map((person, index) => {
          const seat = seats[index] ?? { x: 50, y: 50 };
          return (
            <li
              key={person.id}
              className={styles.seat}
              style={{ insetInlineStart: `${seat.x}%`, insetBlockStart: `${seat.y}%` }}
            >
              <PersonSeat as="div" person={person} situation={situation} size="tile" shape="circle" />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
