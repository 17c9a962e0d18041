import process from 'node:process';
import { pino } from 'pino';
import { WorkerPool } from '../../../src/hub/media/WorkerPool.ts';
import { readPages } from '../shared/buildPages.ts';
import { serveBare } from './serveBare.ts';

/** The bare server in a process of its own, so that its processor time can be read: `node main.ts FOLDER-OF-PAGES`. */
const logger = pino({ level: 'warn' }, pino.destination(2));
const pool = await WorkerPool.open({
  workerCount: 1,
  listen: { listenIp: '127.0.0.1', mediaPort: 0 },
  logger,
});
const server = await serveBare({
  openRouter: () => pool.openRouter(),
  files: await readPages(process.argv[2] ?? '.'),
});
process.once('SIGTERM', () => {
  void server.close().finally(() => {
    pool.close();
    process.exit(0);
  });
});
process.stdout.write(`${JSON.stringify({ port: server.port })}\n`);
