import type { I18n } from '@lingui/core';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import { useWords } from '../../../words/i18n.ts';
import { KEYS, type KeyAction } from '../model/keys.ts';
import styles from './ControlBar.module.css';

function actionWords(i18n: I18n, action: KeyAction): string {
  switch (action) {
    case 'mic':
      return i18n._('Microphone on or off');
    case 'camera':
      return i18n._('Camera on or off');
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

const KEY_SIGNS: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowLeft: '←',
  PageDown: 'Page ↓',
  PageUp: 'Page ↑',
};

/** The list of keys. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const i18n = useWords();
  return (
    <Dialog isOpen onClose={onClose} title={i18n._('Keys')} size="small">
      <dl className={styles.keys}>
        {KEYS.map(({ keys, action }) => (
          <div key={action}>
            <dt>{actionWords(i18n, action)}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{KEY_SIGNS[key] ?? key.toUpperCase()}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.hint}>
        {i18n._(
          'Keys rest while you write in a field. In the rooms, Enter picks a person up and Tab carries them to another room.',
        )}
      </p>
    </Dialog>
  );
}
