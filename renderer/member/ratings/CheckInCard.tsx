import { useState } from 'react';
import type { RatingForm } from '../../../src/protocol/session/ratings.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { useWords } from '../../words/i18n.ts';
import { RatingsDialog } from './RatingsDialog.tsx';
import styles from './Ratings.module.css';

/** The way to check in while one waits (MP47). */
export function CheckInCard({
  given,
  onSave,
}: {
  given: RatingForm | undefined;
  onSave: (form: RatingForm) => Promise<boolean>;
}) {
  const i18n = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <Card aria-label={i18n._('Check-in')} as="section">
      <div className={styles.row}>
        <p>
          {given === undefined
            ? i18n._('If you like, say how you are today. Only the facilitators see it.')
            : i18n._('You have checked in. You can change it until the group ends.')}
        </p>
        <Button onPress={() => setOpen(true)}>
          {given === undefined ? i18n._('Check in') : i18n._('Change your check-in')}
        </Button>
      </div>
      {isOpen && (
        <RatingsDialog moment="checkIn" given={given} onSave={onSave} onClose={() => setOpen(false)} />
      )}
    </Card>
  );
}
