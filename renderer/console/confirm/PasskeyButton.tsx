import { KeySquare } from 'lucide-react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import type { Passkeys } from '../model/passkeys.ts';

/** Does something by a passkey; nothing where this page cannot use one (ID45). @param hosts what they were made for, where that is known */
export function PasskeyButton({
  use,
  hosts,
}: {
  use: (passkeys: Passkeys) => Promise<void>;
  hosts?: readonly string[];
}) {
  const i18n = useWords();
  const { passkeys } = useServices();
  const submit = useSubmit(() => use(passkeys));
  if (hosts === undefined ? !passkeys.isUsable : !passkeys.areUsableFor(hosts)) return null;
  return (
    <>
      <Button size="large" isWide icon={<KeySquare />} isPending={submit.isPending} onPress={submit.run}>
        {i18n._('Use a passkey')}
      </Button>
      {submit.error && (
        <Banner tone="danger" role="alert">
          {refusalWords(i18n, submit.error, 'staff')}
        </Banner>
      )}
    </>
  );
}
