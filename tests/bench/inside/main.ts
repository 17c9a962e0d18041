import process from 'node:process';
import { serveBare } from '../bare/serveBare.ts';
import { readPages } from '../shared/buildPages.ts';
import { MediasoupRegistry } from './mediasoupRegistry.ts';
import { insideRequestSchema, type InsideReply, type InsideRequest } from './messages.ts';

/**
 * Loaded into the hub's process before the hub itself (`node --import`): it looks at mediasoup from beside the product and
 * answers the benchmark's questions.
 */
const registry = new MediasoupRegistry();

async function answer(request: InsideRequest): Promise<InsideReply> {
  const { id } = request;
  switch (request.type) {
    case 'serveBare': {
      const files = await readPages(request.pagesDir);
      const { port } = await serveBare({ openRouter: () => registry.openRouter(), files });
      return { type: 'serving', id, port };
    }
    case 'count':
      return { type: 'counted', id, consumers: await registry.count() };
    case 'forward':
      await registry.forward(request.consumerId, request.isForwarded);
      return { type: 'forwarded', id };
  }
}

process.on('message', (message) => {
  const request = insideRequestSchema.parse(message);
  answer(request).then(
    (reply) => process.send?.(reply),
    (error: unknown) =>
      process.send?.({ type: 'failed', id: request.id, why: String(error) } satisfies InsideReply),
  );
});
// The hub ends when it wants to.
process.channel?.unref();
