import type { z } from 'zod';
import { CirclewellError, toWireError } from '../../src/protocol/errors.ts';
import { callChannel, noticeChannel } from '../../src/protocol/ipc/bridge.ts';
import {
  ipcContract,
  type IpcCallName,
  type IpcNotice,
  type IpcNoticeName,
  type IpcParsedArgs,
  type IpcReply,
} from '../../src/protocol/ipc/contract.ts';
import type { IpcResult } from '../../src/protocol/ipc/result.ts';
import { keysOf } from '../keysOf.ts';

/** What the registrar needs to know of a sender; Electron's `WebFrameMain` fits. */
export interface SenderFrame {
  readonly origin: string;
  readonly parent: object | null;
}

/** The part of Electron's `ipcMain` that is used. */
export interface IpcMainPort {
  handle(
    channel: string,
    listener: (event: { readonly senderFrame: SenderFrame | null }, ...args: unknown[]) => unknown,
  ): void;
  removeHandler(channel: string): void;
}

/** A handler for each call of the contract, no more and no fewer. */
export type IpcHandlers = {
  readonly [N in IpcCallName]: (args: IpcParsedArgs<N>) => IpcReply<N> | Promise<IpcReply<N>>;
};

/** For `registerIpc`. `onRefused` hears of each refusal and defect, for the log; it gets no arguments. */
export type RegistrarOptions = {
  readonly ipcMain: IpcMainPort;
  readonly handlers: IpcHandlers;
  readonly ownOrigin: string;
  readonly onRefused: (name: IpcCallName, error: unknown) => void;
};

/**
 * Registers the whole contract. A call is taken from the main frame of an own page only, its arguments and its reply
 * are parsed, and it always resolves, with an `IpcResult`: a wrong sender with `forbidden`, wrong arguments with
 * `invalid`, a throw that is not a CirclewellError with `internal`.
 *
 * @returns a function that takes all handlers off again; it may be called twice.
 */
export function registerIpc({ ipcMain, handlers, ownOrigin, onRefused }: RegistrarOptions): () => void {
  async function answer<N extends IpcCallName>(
    name: N,
    frame: SenderFrame | null,
    given: readonly unknown[],
  ): Promise<IpcReply<N>> {
    if (frame === null || frame.parent !== null || frame.origin !== ownOrigin) {
      throw new CirclewellError('forbidden', `${name}: not from an own page`);
    }
    const { args, reply } = ipcContract.calls[name];
    if (given.length !== 1) throw new CirclewellError('invalid', `${name}: takes one argument`);
    const parsed = parse(args, given[0]);
    if (parsed === undefined) throw new CirclewellError('invalid', `${name}: wrong arguments`);
    const value = parse(reply, await handlers[name](parsed));
    if (value === undefined) throw new Error(`${name}: the handler's reply is not of the contract's shape`);
    return value;
  }

  function register(name: IpcCallName): void {
    ipcMain.handle(callChannel(name), async (event, ...given): Promise<IpcResult<IpcReply<IpcCallName>>> => {
      try {
        return { ok: true, value: await answer(name, event.senderFrame, given) };
      } catch (error) {
        onRefused(name, error);
        return { ok: false, error: toWireError(error) };
      }
    });
  }

  const names = keysOf(ipcContract.calls);
  for (const name of names) register(name);
  return () => {
    for (const name of names) ipcMain.removeHandler(callChannel(name));
  };
}

/** No schema of the contract takes `undefined`, which therefore can say that the value does not fit. */
function parse<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}

/** The part of Electron's `WebContents` that notices need. */
export interface NoticePort {
  isDestroyed(): boolean;
  send(channel: string, ...args: unknown[]): void;
}

/**
 * Sends a notice to a page, parsed first: a defect in the shell must not reach the page.
 *
 * @throws z.ZodError where the notice is not of the contract's shape.
 */
export function sendNotice<N extends IpcNoticeName>(to: NoticePort, name: N, notice: IpcNotice<N>): void {
  const parsed = ipcContract.notices[name].parse(notice);
  if (!to.isDestroyed()) to.send(noticeChannel(name), parsed);
}
