import { Check, Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { saveFile } from '../app/saveFile.ts';
import styles from './Factors.module.css';

/** Recovery codes that were just made. They are shown here once; the hub could not tell them again (ID47). */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const i18n = useWords();
  const [copying, setCopying] = useState<'not' | 'done' | 'failed'>('not');
  const text = `${codes.join('\n')}\n`;
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopying('done'),
      () => setCopying('failed'),
    );
  };
  const save = (): void =>
    saveFile({ blob: new Blob([text], { type: 'text/plain' }), name: 'circlewell-recovery-codes.txt' });
  return (
    <div className={styles.setup} data-testid="recovery-codes">
      <p>
        {i18n._(
          'If your phone is lost, one of these codes opens your account in its place, each once. They are shown only now: print them or write them down, and keep them apart from your phone.',
        )}
      </p>
      <ul role="list" className={styles.codes} aria-label={i18n._('Recovery codes')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      {copying === 'failed' && (
        <Banner tone="danger" role="alert">
          {i18n._('The codes could not be copied. Select them and copy them by hand.')}
        </Banner>
      )}
      <div className={styles.buttons}>
        <Button icon={copying === 'done' ? <Check /> : <Copy />} onPress={copy}>
          {copying === 'done' ? i18n._('Copied') : i18n._('Copy the codes')}
        </Button>
        <Button icon={<Download />} onPress={save}>
          {i18n._('Save as a text file')}
        </Button>
        <Button variant="primary" onPress={onDone}>
          {i18n._('I have kept them')}
        </Button>
      </div>
    </div>
  );
}
