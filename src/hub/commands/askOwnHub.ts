import type { IncomingMessage } from 'node:http';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { HubConfig } from '../config.ts';

const ASK_LIMIT_MS = 4_000;

/**
 * Asks the hub that runs on this machine as it is configured, over HTTPS where it has a certificate. That names the practice's address and
 * not this machine's, so it is the certificate itself that is looked for.
 * @param path such as `/api/health`
 * @throws Error where none answers
 */
export async function askOwnHub(
  { host, port, tls }: Pick<HubConfig, 'host' | 'port' | 'tls'>,
  path: string,
): Promise<{ readonly status: number; readonly body: string }> {
  const options = {
    host: addressOf(host),
    port,
    path,
    signal: AbortSignal.timeout(ASK_LIMIT_MS),
    agent: false,
  };
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const asking = tls
    ? process.getBuiltinModule('node:https').get(
        {
          ...options,
          ca: readFileSync(tls.certFile),
          allowPartialTrustChain: true,
          checkServerIdentity: () => undefined,
        },
        resolve,
      )
    : process.getBuiltinModule('node:http').get(options, resolve);
  asking.once('error', reject);
  const answer = await promise;
  return { status: answer.statusCode ?? 0, body: await text(answer) };
}

/** Where a hub that listens on everything is asked. */
function addressOf(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}
