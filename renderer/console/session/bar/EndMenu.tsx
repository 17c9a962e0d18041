import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useSession, useSlice } from '../useSession.ts';
import styles from './ControlBar.module.css';

/** Leaving alone, or ending the session for everyone; says what each does. */
export function EndMenu() {
  const i18n = useWords();
  const session = useSession();
  const navigate = useNavigate();
  const agenda = useSlice('agenda');
  const rooms = useSlice('rooms');
  const { highCraving } = useSlice('ratings');
  const [isAsking, setAsking] = useState(false);
  const leave = (): void => {
    void session.leave().then(() => navigate({ to: '/today' }));
  };
  const { end } = agenda;
  const endNow = (): void => {
    end?.();
    setAsking(false);
  };
  return (
    <>
      <Button variant="danger" onPress={() => setAsking(true)}>
        {i18n._('End')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={i18n._('End this session?')}
        size="small"
        role="alertdialog"
      >
        <div className={styles.ending}>
          <p>
            {rooms.isOpen
              ? i18n._(
                  'Ending brings everyone back from the rooms, closes the session for all members and staff and fixes the attendance.',
                )
              : i18n._('Ending closes the session for all members and staff and fixes the attendance.')}{' '}
            {i18n._('It cannot be opened again.')}
          </p>
          {highCraving.length > 0 && (
            <Banner tone="help" role="note">
              {i18n._(
                'High craving at check-out: {names}. If you have not spoken about tonight yet, do it before you end.',
                { names: highCraving.join(', ') },
              )}
            </Banner>
          )}
          <Button variant="danger" isWide onPress={end && endNow}>
            {i18n._('End session for everyone')}
          </Button>
          <Button isWide onPress={leave}>
            {i18n._('Only leave; the group goes on')}
          </Button>
          <Button variant="plain" isWide autoFocus onPress={() => setAsking(false)}>
            {i18n._('Stay')}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
