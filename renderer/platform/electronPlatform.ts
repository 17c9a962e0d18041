import { CirclewellError } from '../../src/protocol/errors.ts';
import type { IpcBridge } from '../../src/protocol/ipc/bridge.ts';
import type { IpcArgs, IpcCallName, IpcReply } from '../../src/protocol/ipc/contract.ts';
import type { Platform, ScreenPicker } from './platform.ts';

/**
 * The platform of a page in the desktop shell.
 *
 * @throws CirclewellError where the shell does not answer.
 */
export async function createElectronPlatform(bridge: IpcBridge): Promise<Platform> {
  const { appVersion, hubOrigin } = await call(bridge, 'appInfo', {});
  let picker: ScreenPicker | null = null;

  bridge.listen('screenChoiceAsked', ({ requestId, sources, canShareSound }) => {
    const chosen = picker === null ? Promise.resolve(null) : picker({ sources, canShareSound });
    chosen
      .catch(() => null)
      .then((choice) => call(bridge, 'answerScreenChoice', { requestId, choice }))
      .catch(() => {
        // `gone`: the shell has stopped waiting, and the call that asked for a screen has ended already.
      });
  });

  return {
    kind: 'electron',
    appVersion,
    hubOrigin,
    setScreenPicker(given) {
      picker = given;
      return () => {
        if (picker === given) picker = null;
      };
    },
  };
}

/** Makes a call and turns a refusal back into the error that the shell meant. */
async function call<N extends IpcCallName>(
  bridge: IpcBridge,
  name: N,
  args: IpcArgs<N>,
): Promise<IpcReply<N>> {
  const result = await bridge.call(name, args);
  if (result.ok) return result.value;
  throw new CirclewellError(result.error.kind, result.error.detail ?? name, result.error.rule);
}
