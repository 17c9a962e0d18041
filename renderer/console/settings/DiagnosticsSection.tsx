import { Download } from 'lucide-react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { Section } from '../app/Page.tsx';
import { saveFile } from '../app/saveFile.ts';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import styles from './Settings.module.css';

/** The diagnostics by a button, for those who operate the hub (OP30). */
export function DiagnosticsSection() {
  const i18n = useWords();
  const { api } = useServices();
  const { isPending, error, run } = useSubmit(async () => saveFile(await api.diagnostics()));
  return (
    <Section title={i18n._('If something is wrong')}>
      <div className={styles.backup}>
        <p className={styles.words}>
          {i18n._(
            'One file for whoever helps you: how the hub is, what is set, and the last lines of its log. No name, text or link is in it; you can read it before you send it.',
          )}
        </p>
        {error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, error, 'staff')}
          </Banner>
        )}
        <div>
          <Button icon={<Download />} isPending={isPending} onPress={run}>
            {i18n._('Save the diagnostics')}
          </Button>
        </div>
      </div>
    </Section>
  );
}
