import { useShell } from '../../platform/PlatformContext.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { useShellAct } from './useShellAct.ts';
import { keyFileWords } from './keyWords.ts';
import styles from './Shell.module.css';

/** What is so for as long as it is so, above every place: a key that is not in the keychain, a release that is ready. */
export function ShellBanners() {
  const found = useShell();
  const i18n = useWords();
  const act = useShellAct();
  if (found === null) return null;
  const { shell, state } = found;
  const aboutKey = keyFileWords(i18n, state.key);
  const isReady = state.updates.at === 'ready';
  if (aboutKey === null && !isReady) return null;
  return (
    <div className={styles.banners}>
      {aboutKey !== null && (
        <Banner
          tone="danger"
          role="note"
          title={i18n._('The key is not in the keychain')}
          data-testid="key-file"
        >
          {aboutKey}
        </Banner>
      )}
      {isReady && (
        <Banner
          tone="info"
          role="note"
          actions={
            <Button size="small" onPress={() => act(shell.restartToUpdate())}>
              {i18n._('Restart now')}
            </Button>
          }
        >
          {i18n._('A new version is ready. It is there when you next start Circlewell.')}
        </Banner>
      )}
    </div>
  );
}
