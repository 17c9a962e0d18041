import type { I18n } from '@lingui/core';
import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { clockLength, clockTime } from '../../words/time.ts';
import styles from './Today.module.css';
import type { SessionCard, SessionClock } from './todayModel.ts';

/** From here on a wait is told by the clock beside it alone, in minutes. */
const FAR_MINUTES = 12 * 60;

function statusTag(i18n: I18n, card: SessionCard) {
  switch (card.status) {
    case 'scheduled':
      return <Tag>{i18n._('Not open yet')}</Tag>;
    case 'open':
      return <Tag tone="accent">{i18n._('Waiting room open')}</Tag>;
    case 'in_progress':
      return <Tag tone="good">{i18n._('In session')}</Tag>;
    case 'ended':
      return <Tag>{i18n._('Ended')}</Tag>;
  }
}

function clockWords(i18n: I18n, clock: SessionClock): string | null {
  if (clock.is === 'none' || clock.minutes >= FAR_MINUTES) return null;
  if (clock.minutes === 0) return i18n._('begins now');
  const time = clockLength(i18n, clock.minutes);
  return clock.is === 'ahead'
    ? i18n._('begins in {time}', { time })
    : i18n._('was to begin {time} ago', { time });
}

/** One session of the day. @param expected what those on its roster are called, as far as it is known */
export function SessionCardView({ card, expected }: { card: SessionCard; expected: readonly string[] }) {
  const i18n = useWords();
  const facts = [
    clockWords(i18n, card.clock),
    card.status !== 'ended' &&
      i18n._('{expectedCount, plural, one {# member expected} other {# members expected}}', {
        expectedCount: card.expectedCount,
      }),
    card.presentCount > 0 && i18n._('{presentCount} in the room', { presentCount: card.presentCount }),
    card.waitingCount > 0 && i18n._('{waitingCount} waiting', { waitingCount: card.waitingCount }),
  ].filter((fact) => fact !== null && fact !== false);
  return (
    <Card as="li" className={styles.card} data-testid={`session-${card.id}`}>
      <div className={styles.when}>
        <b className="tabular">{clockTime(i18n, card.scheduledStart)}</b>
        <span className="tabular">{i18n._('to {time}', { time: clockTime(i18n, card.scheduledEnd) })}</span>
      </div>
      <div className={styles.what}>
        <h2>{card.groupName}</h2>
        <p>
          {statusTag(i18n, card)} <span className="tabular">{facts.join(' · ')}</span>
        </p>
        {expected.length > 0 && card.status !== 'ended' && (
          <p className={styles.expected}>{expected.join(', ')}</p>
        )}
      </div>
      <div className={styles.do}>
        <Steps card={card} />
      </div>
    </Card>
  );
}

/** What can be done with it; the next step comes last, in the accent colour. */
function Steps({ card }: { card: SessionCard }) {
  const i18n = useWords();
  const navigate = useNavigate();
  const params = { sessionId: card.id };
  const report = (
    <Button
      variant={card.enter === 'report' ? 'quiet' : 'plain'}
      onPress={() => void navigate({ to: '/reports', search: { session: card.id } })}
    >
      {i18n._('Attendance')}
    </Button>
  );
  switch (card.enter) {
    case 'openWaitingRoom':
      return (
        <>
          <Button variant="plain" onPress={() => void navigate({ to: '/session/$sessionId', params })}>
            {i18n._('Prepare')}
          </Button>
          <Button
            variant="primary"
            onPress={() => void navigate({ to: '/session/$sessionId', params, hash: 'open' })}
          >
            {i18n._('Open waiting room')}
          </Button>
        </>
      );
    case 'enter':
      return (
        <Button variant="primary" onPress={() => void navigate({ to: '/session/$sessionId', params })}>
          {i18n._('Enter')}
        </Button>
      );
    case 'notes':
      return (
        <>
          {card.hasReport && report}
          <Button variant="primary" onPress={() => void navigate({ to: '/notes/$sessionId', params })}>
            {i18n._('Write the notes')}
          </Button>
        </>
      );
    case 'report':
      return report;
    case null:
      return null;
  }
}
