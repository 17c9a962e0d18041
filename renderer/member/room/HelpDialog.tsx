import { CircleQuestionMark, HandHelping } from 'lucide-react';
import type { HelpLevel } from '../../../src/protocol/session/people.ts';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { MemberDialog } from '../MemberDialog.tsx';
import { SupportLine } from '../SupportLine.tsx';
import styles from './HelpDialog.module.css';
import { nameIn, useRoom, type Situation } from './roomContext.ts';

/** Asking for help, on two levels. Only staff see it, wherever they are. */
export function HelpDialog({
  isOpen,
  onClose,
  situation,
}: {
  isOpen: boolean;
  onClose: () => void;
  situation: Situation;
}) {
  const i18n = useWords();
  const room = useRoom();
  const { self, offer } = situation;
  const { help } = self;
  const ask = (level: HelpLevel) =>
    offer('askForHelp', () => {
      room.askForHelp(level);
      onClose();
    });
  return (
    <MemberDialog isOpen={isOpen} onClose={onClose} title={i18n._('Ask for help')} size="small">
      <p className={styles.note}>{i18n._('Only the facilitators see that you ask. The group does not.')}</p>
      {help !== null && (
        <p role="status">
          {help.takenBy === null
            ? i18n._('You asked for help. The facilitators have been told.')
            : i18n._('{name} has seen it and is with you.', {
                name: nameIn(situation.state, help.takenBy, i18n._('A facilitator')),
              })}
        </p>
      )}
      <div className={styles.choices}>
        {help === null && (
          <Button size="large" isWide icon={<CircleQuestionMark />} onPress={ask('question')}>
            {i18n._('I have a question')}
          </Button>
        )}
        {help?.level !== 'now' && (
          <Button size="large" isWide variant="help" icon={<HandHelping />} onPress={ask('now')}>
            {i18n._('I need someone now')}
          </Button>
        )}
        {help !== null && (
          <Button
            size="large"
            isWide
            onPress={offer('endHelp', () => {
              room.endHelp();
              onClose();
            })}
          >
            {i18n._('I’m all right now')}
          </Button>
        )}
      </div>
      <SupportLine />
    </MemberDialog>
  );
}
