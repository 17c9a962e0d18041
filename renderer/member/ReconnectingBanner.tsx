import { WifiOff } from 'lucide-react';
import type { LinkState } from '../live/contract.ts';
import { Banner } from '../ui/Banner.tsx';
import { useWords } from '../words/i18n.ts';

/** Says that the line is lost, what it means and that nothing is to be done. Stands in a `LiveRegion`, which reads it out. */
export function ReconnectingBanner({ link }: { link: LinkState }) {
  const i18n = useWords();
  if (link.state !== 'reconnecting') return null;
  return (
    <Banner
      tone="help"
      role="note"
      icon={<WifiOff />}
      title={i18n._('Your connection dropped')}
      data-testid="reconnecting"
    >
      {i18n._('We keep trying, and your seat is kept. There is nothing you need to do.')}
    </Banner>
  );
}
