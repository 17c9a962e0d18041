import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { CirclewellError } from '../../protocol/errors.ts';
import { CONSOLE_MAY, contentSecurityPolicy } from '../api/securityHeaders.ts';
import type { HubAddress } from '../identity/hubAddress.ts';
import { MISSING_PAGES } from './missingPages.ts';

const CONSOLE_PAGE = 'index.html';
const MEMBER_PAGE = 'join.html';
const YEAR_S = 365 * 24 * 3600;

/**
 * Serves the built pages: the member's page under `/join`, the console at every other address that names no file.
 * @param webDir the folder of the built pages; where it is missing, a page says what to do.
 */
export async function registerWeb(
  app: FastifyInstance,
  { webDir, address }: { webDir: string; address: HubAddress },
): Promise<void> {
  const isBuilt = existsSync(path.join(webDir, CONSOLE_PAGE));
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: webDir,
      index: false,
      cacheControl: false,
      setHeaders: (reply, file) => {
        // Names under assets/ hold a hash of what is in the file; every other name is asked for anew.
        const isHashed = file.startsWith(path.join(webDir, 'assets') + path.sep);
        void reply.header('cache-control', isHashed ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
      },
    });
  }

  const sendPage = (reply: FastifyReply, page: string) =>
    isBuilt
      ? reply.sendFile(page)
      : reply
          .status(503)
          .type('text/html; charset=utf-8')
          .header('cache-control', 'no-store')
          .send(MISSING_PAGES);

  const sendConsole = (reply: FastifyReply) => {
    void reply.header('content-security-policy', contentSecurityPolicy(address, CONSOLE_MAY));
    return sendPage(reply, CONSOLE_PAGE);
  };

  app.get('/', (_request, reply) => sendConsole(reply));
  app.get('/join', (_request, reply) => sendPage(reply, MEMBER_PAGE));
  app.get('/join/*', (_request, reply) => sendPage(reply, MEMBER_PAGE));
  app.setNotFoundHandler((request, reply) => {
    const { pathname } = new URL(request.url, 'http://hub');
    const isClientRoute =
      (request.method === 'GET' || request.method === 'HEAD') && path.posix.extname(pathname) === '';
    if (!isClientRoute) throw new CirclewellError('not_found', 'There is no such address');
    return sendConsole(reply);
  });
}
