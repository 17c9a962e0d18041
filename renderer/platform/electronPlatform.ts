import type { IpcBridge } from '../../src/protocol/ipc/bridge.ts';
import { createCall } from './call.ts';
import { createElectronShell } from './electronShell.ts';
import type { Platform, ScreenPicker } from './platform.ts';

/**
 * The platform of a page in the desktop shell.
 *
 * @throws CirclewellError where the shell does not answer.
 */
export async function createElectronPlatform(bridge: IpcBridge): Promise<Platform> {
  const call = createCall(bridge);
  const { appVersion, hubOrigin } = await call('appInfo', {});
  const shell = await createElectronShell(bridge, call);
  let picker: ScreenPicker | null = null;

  bridge.listen('screenChoiceAsked', ({ requestId, sources, canShareSound }) => {
    const chosen = picker === null ? Promise.resolve(null) : picker({ sources, canShareSound });
    chosen
      .catch(() => null)
      .then((choice) => call('answerScreenChoice', { requestId, choice }))
      .catch(() => {
        // `gone`: the shell has stopped waiting, and the call that asked for a screen has ended already.
      });
  });

  return {
    kind: 'electron',
    appVersion,
    shell,
    keychain: {
      seal: (secret) => call('sealSecret', { secret }),
      open: (sealed) => call('openSecret', { sealed }),
    },
    hubOrigin: hubOrigin ?? '',
    setScreenPicker(given) {
      picker = given;
      return () => {
        if (picker === given) picker = null;
      };
    },
    // Nobody has asked for these two: the shell logs why it refused, and the page has nothing to say about it.
    tellSession(status) {
      call('tellSession', status).catch(() => undefined);
    },
    onMicAsked: (listener) =>
      bridge.listen('micAsked', ({ isOn }) => {
        listener(isOn);
      }),
    tellLanguage(language) {
      call('tellLanguage', { language }).catch(() => undefined);
    },
  };
}
