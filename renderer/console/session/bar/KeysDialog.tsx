import type { I18n } from '@lingui/core';
import { useStore } from 'zustand';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useServices } from '../../app/services.ts';
import { undoKeySign } from '../marks/useUndoKey.ts';
import { lockKeySign } from '../../lock/lockKey.ts';
import { isLetterKey, KEYS, type KeyAction } from '../model/keys.ts';
import styles from './ControlBar.module.css';

function actionWords(i18n: I18n, action: KeyAction): string {
  switch (action) {
    case 'mic':
      return i18n._('Microphone on or off');
    case 'camera':
      return i18n._('Camera on or off');
    case 'mark':
      return i18n._('Mark what you see of a member');
    case 'markAgain':
      return i18n._('The last mark again, of another member');
    case 'layout':
      return i18n._('Circle or grid');
    case 'nextSlide':
      return i18n._('Next slide');
    case 'previousSlide':
      return i18n._('Previous slide');
    case 'rooms':
      return i18n._('Open rooms, or bring everyone back');
    case 'keys':
      return i18n._('This list');
  }
}

/** What is printed on the key. Letters are what they are; the Page keys have other names on other keyboards. */
function keySign(i18n: I18n, key: string): string {
  switch (key) {
    case 'ArrowRight':
      return '→';
    case 'ArrowLeft':
      return '←';
    case 'PageDown':
      return i18n._('Page ↓');
    case 'PageUp':
      return i18n._('Page ↑');
    default:
      return key.toUpperCase();
  }
}

/** A key's name for who hears the list; the sign is for the eye. */
function keyName(i18n: I18n, key: string): string {
  switch (key) {
    case 'ArrowRight':
      return i18n._('right arrow');
    case 'ArrowLeft':
      return i18n._('left arrow');
    case '.':
      return i18n._('period');
    case '?':
      return i18n._('question mark');
    default:
      return keySign(i18n, key);
  }
}

/** The list of keys, and whether those of one letter act (CO27). */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const i18n = useWords();
  const { keys: preference } = useServices();
  const areLettersOn = useStore(preference.store, (view) => view.areLettersOn);
  return (
    <Dialog isOpen onClose={onClose} title={i18n._('Keys')} size="small">
      <dl className={styles.keys}>
        {KEYS.map(({ keys, action }) => (
          <div key={action} data-off={(!areLettersOn && keys.every(isLetterKey)) || undefined}>
            <dt>{actionWords(i18n, action)}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{keySign(i18n, key)}</Kbd>
              ))}
              <VisuallyHidden>{keys.map((key) => keyName(i18n, key)).join(', ')}</VisuallyHidden>
            </dd>
          </div>
        ))}
        <div>
          <dt>{i18n._('Take back the last mark; with Shift, put it back')}</dt>
          <dd>
            <Kbd>{undoKeySign()}</Kbd>
            <VisuallyHidden>{i18n._('Control or Command and Z')}</VisuallyHidden>
          </dd>
        </div>
        <div>
          <dt>{i18n._('Lock the console')}</dt>
          <dd>
            <Kbd>{lockKeySign()}</Kbd>
            <VisuallyHidden>{i18n._('Control or Command, Shift and L')}</VisuallyHidden>
          </dd>
        </div>
      </dl>
      <Switch
        isSelected={areLettersOn}
        onChange={preference.setLetters}
        description={i18n._(
          'Switch them off if you speak to your computer, or if they get pressed by accident. Arrow and Page keys stay.',
        )}
      >
        {i18n._('Keys of one letter')}
      </Switch>
      <p className={styles.hint}>
        {i18n._(
          'Keys rest while you write in a field, and arrow and Page keys while you scroll. In the rooms, Enter picks a person up and Tab carries them to another room.',
        )}
      </p>
    </Dialog>
  );
}
