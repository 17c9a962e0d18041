import { HardDrive } from 'lucide-react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { useWords } from '../../words/i18n.ts';
import { useServices } from './services.ts';

/** Stands for as long as the hub cannot save (CO73). */
export function CannotSaveBanner() {
  const i18n = useWords();
  const canSave = useStore(useServices().hubWatch.store, (view) => view.canSave);
  if (canSave) return null;
  return (
    <Banner
      tone="info"
      icon={<HardDrive />}
      title={i18n._('The hub cannot save just now')}
      data-testid="cannot-save"
    >
      {i18n._(
        'Calls go on, and what was saved is safe. What changes a session is refused until there is room again: ask whoever runs the hub to look at its disk.',
      )}
    </Banner>
  );
}
