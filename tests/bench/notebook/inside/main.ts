import { subscribe } from 'node:diagnostics_channel';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { openRecords, type Records } from '../../../../src/hub/records/openRecords.ts';
import { createSqliteDriver } from '../../../../src/hub/records/sqlite/createSqliteDriver.ts';
import { BEGINNING, MAX_UPDATES } from '../../../../src/protocol/notebook/sync.ts';
import { readPages } from '../../shared/buildPages.ts';
import { BULK_PATH, bulkSchema, PAGES_PATH } from '../paths.ts';

/**
 * Loaded into the hub's process before the hub itself (`node --import`). Fastify says when it makes a server; onto that come the
 * benchmark's own pages, without the product's page policy, and one bare route: a body is parsed and written into the hub's own store by
 * the product's own code for it, sealed, a row for each update, in one transaction. The hub knows of neither.
 */
const initializedSchema = z.object({
  fastify: z.custom<FastifyInstance>((value) => typeof value === 'object' && value !== null),
});
const pagesDir = z.string().parse(process.env['CIRCLEWELL_BENCH_PAGES']);
const files = await readPages(pagesDir);

subscribe('fastify.initialization', (message) => {
  const { fastify } = initializedSchema.parse(message);
  fastify.get(`${PAGES_PATH}*`, async (request, reply) => {
    const file = files.get(`/${request.url.slice(PAGES_PATH.length)}`);
    void reply.hijack();
    reply.raw
      .writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' })
      .end(file?.body ?? '');
  });
  const write = bulkWriter();
  fastify.post(BULK_PATH, { bodyLimit: 64 * 1024 * 1024 }, async (request, reply) => {
    await write(request.body);
    void reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});

/** Opens the store with the first body: before, the hub may have made none. */
function bulkWriter(): (body: unknown) => Promise<void> {
  let opening: Promise<Records> | null = null;
  let sequence = 0;
  return async (body) => {
    const { updates } = bulkSchema.parse(body);
    const records = await (opening ??= openStore());
    await records.together(async () => {
      for (let at = 0; at < updates.length; at += MAX_UPDATES) {
        const writer = { id: 'bulk', acknowledged: sequence };
        const batch = { writer, sequence: (sequence += 1), updates: updates.slice(at, at + MAX_UPDATES) };
        const { outcome } = await records.notebook.take(
          { ...batch, feed: 'group/bulk', base: BEGINNING },
          'bulk',
          Date.now(),
        );
        if (outcome !== 'taken') throw new Error('The store has not taken the bulk post');
      }
    });
  };
}

async function openStore(): Promise<Records> {
  const kek = Buffer.from(await readFile(path.join(dataDir(), 'sample-kek'), 'utf8'), 'base64');
  return openRecords({ driver: createSqliteDriver(path.join(dataDir(), 'hub.sqlite')), kek, now: Date.now });
}

function dataDir(): string {
  return z.string().parse(process.argv[process.argv.indexOf('--data') + 1]);
}
