import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { useServices } from '../app/services.ts';
import styles from './Groups.module.css';

/** A link that was just made. It is shown here once; the hub keeps only its hash. */
export function FreshLink({ name, url, onDone }: { name: string; url: string; onDone: () => void }) {
  const i18n = useWords();
  const { notices } = useServices();
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(url).then(
      () => {
        setCopied(true);
        notices.add({ kind: 'told', what: 'linkCopied' });
      },
      () => notices.add({ kind: 'told', what: 'copyFailed' }),
    );
  };
  return (
    <Banner
      tone="good"
      title={i18n._('Personal link of {name}', { name })}
      data-testid="fresh-link"
      actions={
        <>
          <Button size="small" variant="primary" icon={isCopied ? <Check /> : <Copy />} onPress={copy}>
            {i18n._('Copy the link')}
          </Button>
          <Button size="small" onPress={onDone}>
            {i18n._('Done')}
          </Button>
        </>
      }
    >
      <div className={styles.fresh}>
        <p>
          {i18n._('It is shown only now. Whoever has it can come in as {name}, so send it to nobody else.', {
            name,
          })}
        </p>
        <TextField
          label={i18n._('Personal link of {name}', { name })}
          isLabelHidden
          value={url}
          onChange={() => undefined}
          isReadOnly
        />
      </div>
    </Banner>
  );
}
