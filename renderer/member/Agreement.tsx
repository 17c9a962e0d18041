import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './Agreement.module.css';
import { agreementParts } from './agreementItems.ts';
import { DoorLayout } from './DoorLayout.tsx';
import { useModel } from './modelContext.ts';

/** The group agreement, and one tick. */
export function Agreement() {
  const i18n = useWords();
  const model = useModel();
  const [hasAgreed, setAgreed] = useState(false);
  return (
    <DoorLayout
      title={i18n._('Our group agreement')}
      lead={i18n._('We all keep to this, so that everyone can speak freely.')}
      actions={
        <>
          <Button variant="primary" size="large" isWide onPress={hasAgreed ? () => model.agree() : undefined}>
            {i18n._('Go to the waiting room')}
          </Button>
          <Button variant="plain" isWide onPress={() => model.goBack()}>
            {i18n._('Back')}
          </Button>
        </>
      }
    >
      <div className={styles.parts}>
        {agreementParts(i18n).map((part) => (
          <section key={part.title} className={styles.part}>
            <h2 className={styles.title}>{part.title}</h2>
            <ul className={styles.items}>
              {part.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div className={styles.tick}>
        <Checkbox isSelected={hasAgreed} onChange={setAgreed}>
          {i18n._('I have read this and I keep to it')}
        </Checkbox>
      </div>
    </DoorLayout>
  );
}
