import { KeySquare } from 'lucide-react';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';

/** Signs in by a passkey; nothing where this page cannot use one (ID45). */
export function PasskeyButton({ onSignedIn }: { onSignedIn: () => Promise<void> }) {
  const i18n = useWords();
  const { account, passkeys } = useServices();
  const submit = useSubmit(async () => {
    await account.signInByPasskey(passkeys);
    await onSignedIn();
  });
  if (!passkeys.isUsable) return null;
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
