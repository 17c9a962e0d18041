import { Siren } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { EmergencyDialog } from './EmergencyDialog.tsx';

/** The way to a roster that is not one's own, in an emergency (CO67). */
export function EmergencyButton() {
  const i18n = useWords();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button icon={<Siren />} onPress={() => setAsking(true)}>
        {i18n._('Emergency access…')}
      </Button>
      {isAsking && <EmergencyDialog onClose={() => setAsking(false)} />}
    </>
  );
}
