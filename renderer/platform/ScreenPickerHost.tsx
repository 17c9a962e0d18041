import { AppWindow, Check, Monitor } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ListBox, ListBoxItem, Text } from 'react-aria-components';
import type { ScreenChoice, ScreenSource } from '../../src/protocol/ipc/screens.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Switch } from '../ui/Switch.tsx';
import { useWords } from '../words/i18n.ts';
import type { Platform, ScreenOffer } from './platform.ts';
import styles from './ScreenPickerHost.module.css';

type Question = { readonly offer: ScreenOffer; readonly answer: (choice: ScreenChoice | null) => void };

/** Gives the platform the page's picker. Stands once, around or beside the screens; in a browser it never shows. */
export function ScreenPickerHost({ platform }: { platform: Platform }) {
  const [question, setQuestion] = useState<Question | null>(null);

  useEffect(() => {
    // One question is open at a time; a newer one, or the end of this page, answers it with null.
    let open: Question | null = null;
    const remove = platform.setScreenPicker((offer) => {
      open?.answer(null);
      return new Promise((resolve) => {
        const asked: Question = {
          offer,
          answer: (choice) => {
            resolve(choice);
            if (open === asked) open = null;
            setQuestion((shown) => (shown === asked ? null : shown));
          },
        };
        open = asked;
        setQuestion(asked);
      });
    });
    return () => {
      remove();
      open?.answer(null);
    };
  }, [platform]);

  return question && <ScreenPicker offer={question.offer} onAnswer={question.answer} />;
}

/** All screens and windows as pictures, one of which may be shown to the group. */
export function ScreenPicker({ offer, onAnswer }: { offer: ScreenOffer; onAnswer: Question['answer'] }) {
  const i18n = useWords();
  const [sourceId, setSourceId] = useState<string | null>(null);
  const [withSound, setWithSound] = useState(false);
  const title = i18n._('What do you want to show?');

  return (
    <Dialog
      isOpen
      onClose={() => {
        onAnswer(null);
      }}
      title={title}
      size="wide"
      footer={
        <>
          <Button
            onPress={() => {
              onAnswer(null);
            }}
          >
            {i18n._('Cancel')}
          </Button>
          <Button
            variant="primary"
            onPress={
              sourceId === null
                ? undefined
                : () => {
                    onAnswer({ sourceId, withSound });
                  }
            }
          >
            {i18n._('Share')}
          </Button>
        </>
      }
    >
      <ListBox
        aria-label={title}
        className={styles.sources ?? ''}
        layout="grid"
        selectionMode="single"
        selectedKeys={sourceId === null ? [] : [sourceId]}
        items={offer.sources}
        onSelectionChange={(keys) => {
          const [chosen] = keys === 'all' ? [] : [...keys];
          setSourceId(chosen === undefined ? null : String(chosen));
        }}
      >
        {({ id, name, kind, thumbnail }) => (
          <ListBoxItem id={id} textValue={name} className={styles.source ?? ''}>
            {({ isSelected }) => (
              <>
                <Thumbnail kind={kind} picture={thumbnail} />
                <span className={styles.caption}>
                  <KindIcon kind={kind} />
                  <Text slot="label" className={styles.name ?? ''}>
                    {name}
                  </Text>
                  {isSelected && <Check aria-hidden="true" className={styles.check} />}
                </span>
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
      {offer.canShareSound && (
        <Switch isSelected={withSound} onChange={setWithSound}>
          {i18n._('Share this computer’s sound too')}
        </Switch>
      )}
    </Dialog>
  );
}

/** A window that is minimised has no picture. */
function Thumbnail({ kind, picture }: { kind: ScreenSource['kind']; picture: string | null }) {
  if (picture !== null) return <img className={styles.picture} src={picture} alt="" />;
  return (
    <span className={`${styles.picture} ${styles.none}`}>
      <KindIcon kind={kind} />
    </span>
  );
}

function KindIcon({ kind }: { kind: ScreenSource['kind'] }) {
  return kind === 'screen' ? <Monitor aria-hidden="true" /> : <AppWindow aria-hidden="true" />;
}
