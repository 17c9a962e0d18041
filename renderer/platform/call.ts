import { CirclewellError } from '../../src/protocol/errors.ts';
import type { IpcBridge } from '../../src/protocol/ipc/bridge.ts';
import type { IpcArgs, IpcCallName, IpcReply } from '../../src/protocol/ipc/contract.ts';

/** Makes a call of the shell and turns a refusal back into the error that the shell meant. */
export type Call = <N extends IpcCallName>(name: N, args: IpcArgs<N>) => Promise<IpcReply<N>>;

/** Puts errors with a kind on the bridge, which itself never rejects with one. */
export function createCall(bridge: IpcBridge): Call {
  return async (name, args) => {
    const result = await bridge.call(name, args);
    if (result.ok) return result.value;
    throw new CirclewellError(result.error.kind, result.error.detail ?? name, result.error.rule);
  };
}
