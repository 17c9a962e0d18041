import type { I18n } from '@lingui/core';
import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { clockTime } from '../../words/time.ts';
import styles from './Today.module.css';
import type { SessionCard } from './todayModel.ts';

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

/** One session of the day. */
export function SessionCardView({ card }: { card: SessionCard }) {
  const i18n = useWords();
  const navigate = useNavigate();
  const params = { sessionId: card.id };
  const facts = [
    i18n._('{expectedCount, plural, one {# member expected} other {# members expected}}', {
      expectedCount: card.expectedCount,
    }),
  ];
  if (card.presentCount > 0)
    facts.push(i18n._('{presentCount} in the room', { presentCount: card.presentCount }));
  if (card.waitingCount > 0)
    facts.push(i18n._('{waitingCount} waiting', { waitingCount: card.waitingCount }));
  return (
    <Card as="li" className={styles.card} data-testid={`session-${card.id}`}>
      <div className={styles.when}>
        <b className="tabular">{clockTime(i18n, card.scheduledStart)}</b>
        <span className="tabular">{i18n._('to {time}', { time: clockTime(i18n, card.scheduledEnd) })}</span>
      </div>
      <div className={styles.what}>
        <h2>{card.groupName}</h2>
        <p>
          {statusTag(i18n, card)} <span>{facts.join(' · ')}</span>
        </p>
      </div>
      {card.enter === 'openWaitingRoom' && (
        <div className={styles.do}>
          <Button variant="plain" onPress={() => void navigate({ to: '/session/$sessionId', params })}>
            {i18n._('Prepare')}
          </Button>
          <Button
            variant="primary"
            onPress={() => void navigate({ to: '/session/$sessionId', params, hash: 'open' })}
          >
            {i18n._('Open waiting room')}
          </Button>
        </div>
      )}
      {card.enter === 'enter' && (
        <div className={styles.do}>
          <Button variant="primary" onPress={() => void navigate({ to: '/session/$sessionId', params })}>
            {i18n._('Enter')}
          </Button>
        </div>
      )}
      {card.enter === 'report' && (
        <div className={styles.do}>
          <Button onPress={() => void navigate({ to: '/reports', search: { session: card.id } })}>
            {i18n._('Attendance')}
          </Button>
        </div>
      )}
    </Card>
  );
}
