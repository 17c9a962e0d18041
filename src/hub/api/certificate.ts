import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Logger } from 'pino';

/** How often the files are looked at, in milliseconds (AP14). */
const LOOK_MS = 60_000;

type Files = { readonly certFile: string; readonly keyFile: string };
/** In PEM. */
type Pair = { readonly cert: string; readonly key: string };

/** The hub's own certificate, taken anew when its files change. Its owner closes it. */
export interface Certificate {
  /** What a server is made with, or goes on with. */
  readonly pair: Pair;
  /** When it runs out, in milliseconds since the epoch. */
  expiresAt(): number;
  /** Calls back after each change to another pair that fits together. */
  onChange(listener: (pair: Pair) => void): void;
  close(): void;
}

/** @throws Error with a sentence for the operator where the files cannot be read or do not fit together */
export function openCertificate(
  files: Files,
  { logger, lookMs = LOOK_MS }: { logger: Pick<Logger, 'info' | 'warn'>; lookMs?: number },
): Certificate {
  let current = read(files);
  const listeners: ((pair: Pair) => void)[] = [];

  function look(): void {
    try {
      const next = read(files);
      if (next.cert === current.cert && next.key === current.key) return;
      current = next;
      logger.info({ expiresAt: new Date(next.expiresAt).toISOString() }, 'The certificate was renewed');
      for (const listener of listeners) listener(next);
    } catch (error) {
      // Half of a renewal is there: the other half changes a file again.
      logger.warn({ err: error }, 'The certificate was changed and cannot be used; the one before goes on');
    }
  }

  // By looking, not by being told: a renewal often exchanges a link, or a folder further up.
  for (const file of [files.certFile, files.keyFile])
    watchFile(file, { interval: lookMs, persistent: false }, look);
  return {
    get pair() {
      return current;
    },
    expiresAt: () => current.expiresAt,
    onChange: (listener) => void listeners.push(listener),
    close() {
      for (const file of [files.certFile, files.keyFile]) unwatchFile(file, look);
    },
  };
}

function read({ certFile, keyFile }: Files): Pair & { readonly expiresAt: number } {
  const cert = readFileSync(certFile, 'utf8');
  const key = readFileSync(keyFile, 'utf8');
  const first = new X509Certificate(cert);
  if (!first.checkPrivateKey(createPrivateKey(key)))
    throw new Error(`The key in ${keyFile} does not belong to the certificate in ${certFile}.`);
  return { cert, key, expiresAt: first.validToDate.getTime() };
}
