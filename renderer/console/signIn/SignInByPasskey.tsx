import { useServices } from '../app/services.ts';
import { PasskeyButton } from '../confirm/PasskeyButton.tsx';

/** Signs in by a passkey, where there may be one. */
export function SignInByPasskey({ onSignedIn }: { onSignedIn: () => Promise<void> }) {
  const { account } = useServices();
  return (
    <PasskeyButton
      use={async (passkeys) => {
        await account.signInByPasskey(passkeys);
        await onSignedIn();
      }}
    />
  );
}
