import {
  CALLS,
  noticeSchema,
  type CallArgs,
  type CallName,
  type CallReply,
  type Line,
  type Notice,
} from './contract.ts';

/** Asks the notebook's thread. Rejects where a call was not done. */
export type Caller = <N extends CallName>(call: N, args: CallArgs<N>) => Promise<CallReply<N>>;

type Told = Exclude<Notice, { kind: 'reply' | 'failed' }>;

/** The page's end of the line. */
export function createCaller(line: Line, onTold: (notice: Told) => void): Caller {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  line.addEventListener('message', ({ data }) => {
    const notice = noticeSchema.parse(data);
    if (notice.kind !== 'reply' && notice.kind !== 'failed') return onTold(notice);
    const asked = waiting.get(notice.id);
    waiting.delete(notice.id);
    if (notice.kind === 'reply') asked?.resolve(notice.reply);
    else asked?.reject(new Error('The notebook could not do it'));
  });
  return async function call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallReply<N>> {
    const id = (last += 1);
    const asked = Promise.withResolvers<unknown>();
    waiting.set(id, asked);
    line.postMessage({ id, call: name, args });
    return CALLS[name].reply.parse(await asked.promise);
  };
}
