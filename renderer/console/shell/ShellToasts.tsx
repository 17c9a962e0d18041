import { useEffect, useRef } from 'react';
import { usePlatform } from '../../platform/PlatformContext.ts';
import { useToasts } from '../../ui/ToastRegion.tsx';
import { useWords } from '../../words/i18n.ts';

/** Says once what has happened before this page was there. Draws nothing itself. */
export function ShellToasts() {
  const shell = usePlatform()?.shell ?? null;
  const toasts = useToasts();
  const i18n = useWords();
  const hasTold = useRef(false);
  useEffect(() => {
    if (shell === null || hasTold.current) return;
    hasTold.current = true;
    const { isAfterCrash, areSettingsNew } = shell.state();
    if (isAfterCrash)
      toasts.show({
        tone: 'danger',
        text: i18n._(
          'The window closed by itself and was loaded again. The group went on; your seat was kept. If it happens again, tell your administrator.',
        ),
      });
    if (areSettingsNew)
      toasts.show({
        tone: 'danger',
        text: i18n._(
          'This app’s settings could not be read. They were set aside, and the usual ones are used. Nothing of your groups is lost.',
        ),
      });
  }, [shell, toasts, i18n]);
  return null;
}
