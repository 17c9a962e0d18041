import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startSampleHub, type SampleHub } from '../../support/sampleHub.ts';
import { insideReplySchema, type Counted, type InsideReply, type InsideRequest } from '../inside/messages.ts';

const PRELOAD = fileURLToPath(new URL('../inside/main.ts', import.meta.url));
type Ask = InsideRequest extends infer R ? (R extends InsideRequest ? Omit<R, 'id'> : never) : never;

/** The hub, from its sources, with the benchmark's eyes in its process: the bundle would have a mediasoup of its own. */
export type ObservedHub = SampleHub & {
  /** Serves the bare pages on the product's own worker; resolves with the address. */
  serveBare(pagesDir: string): Promise<string>;
  count(): Promise<Counted[]>;
  forward(consumerId: string, isForwarded: boolean): Promise<void>;
};

/** Starts it on a sample practice. The caller closes it. */
export async function startObservedHub(): Promise<ObservedHub> {
  const hub = await startSampleHub([], { entry: 'src/hub/main.ts', nodeArgs: ['--import', PRELOAD] });
  const ask = asker(hub.process);
  return {
    ...hub,
    async serveBare(pagesDir) {
      const reply = await ask({ type: 'serveBare', pagesDir });
      if (reply.type !== 'serving') throw new Error('The bare server did not start');
      return `http://127.0.0.1:${reply.port}`;
    },
    async count() {
      const reply = await ask({ type: 'count' });
      return reply.type === 'counted' ? reply.consumers : [];
    },
    async forward(consumerId, isForwarded) {
      await ask({ type: 'forward', consumerId, isForwarded });
    },
  };
}

function asker(child: ChildProcess): (request: Ask) => Promise<InsideReply> {
  const waiting = new Map<number, PromiseWithResolvers<InsideReply>>();
  let nextId = 0;
  child.on('message', (message) => {
    const reply = insideReplySchema.parse(message);
    waiting.get(reply.id)?.resolve(reply);
    waiting.delete(reply.id);
  });
  child.once('exit', () => {
    for (const one of waiting.values()) one.reject(new Error('The hub ended'));
  });
  return async (request) => {
    nextId += 1;
    const id = nextId;
    const answer = Promise.withResolvers<InsideReply>();
    waiting.set(id, answer);
    child.send({ ...request, id });
    const reply = await answer.promise;
    if (reply.type === 'failed') throw new Error(reply.why);
    return reply;
  };
}
