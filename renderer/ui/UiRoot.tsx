import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useWords } from '../words/i18n.ts';
import { Announcer } from './Announcer.tsx';
import { ToastRegion } from './ToastRegion.tsx';

/** Stands once around a page, inside `<Words>`: language for the primitives, announcements and toasts. */
export function UiRoot({ children }: { children: ReactNode }) {
  const i18n = useWords();
  return (
    <I18nProvider locale={i18n.locale}>
      <Announcer>
        <ToastRegion>{children}</ToastRegion>
      </Announcer>
    </I18nProvider>
  );
}
