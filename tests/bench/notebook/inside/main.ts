import { subscribe } from 'node:diagnostics_channel';
import path from 'node:path';
import process from 'node:process';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { openSqliteDatabase } from '../../../../src/hub/records/sqlite/sqliteDatabase.ts';
import { readPages } from '../../shared/buildPages.ts';
import { BULK_PATH, bulkSchema, PAGES_PATH } from '../paths.ts';

/**
 * Loaded into the hub's process before the hub itself (`node --import`). Fastify says when it makes a server; onto that come the
 * benchmark's own pages, without the product's page policy, and one bare route: a body is parsed and written, a row for each update, in one
 * transaction of the hub's own SQLite file. The hub knows of neither.
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
    write(request.body);
    void reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});

/** Opens the store with the first body: before, the hub may have made none. */
function bulkWriter(): (body: unknown) => void {
  let db: ReturnType<typeof openSqliteDatabase> | null = null;
  return (body) => {
    const { updates } = bulkSchema.parse(body);
    if (db === null) {
      db = openSqliteDatabase(path.join(dataDir(), 'hub.sqlite'));
      db.prepare('create table if not exists bench_bulk (id integer primary key, doc text, bytes blob)').run(
        [],
      );
    }
    const insert = db.prepare('insert into bench_bulk (doc, bytes) values (?, ?)');
    db.prepare('begin immediate').run([]);
    for (const { docId, data } of updates) insert.run([docId, Buffer.from(data, 'base64')]);
    db.prepare('commit').run([]);
  };
}

function dataDir(): string {
  return z.string().parse(process.argv[process.argv.indexOf('--data') + 1]);
}
