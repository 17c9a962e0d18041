import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import styles from './FreshLink.module.css';
import { useServices } from './services.ts';

/** A link that was just made. It is shown here once; the hub keeps only its hash. */
export function FreshLink({
  title,
  hint,
  url,
  onDone,
}: {
  title: string;
  /** For whom it is, and what to do with it. */
  hint: string;
  url: string;
  onDone: () => void;
}) {
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
      title={title}
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
        <p>{hint}</p>
        <TextField label={title} isLabelHidden value={url} onChange={() => undefined} isReadOnly />
      </div>
    </Banner>
  );
}
