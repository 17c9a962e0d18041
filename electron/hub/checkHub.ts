import { z } from 'zod';
import type { HubCheck } from '../../src/protocol/ipc/hubChoice.ts';
import { PROTOCOL_VERSION } from '../../src/protocol/version.ts';
import type { HubFetch } from '../page/forwardToHub.ts';
import { readCapped } from '../page/readCapped.ts';
import { hubAddressSchema } from './hubAddress.ts';

/** How long a hub may take to say what it is, in milliseconds. */
const CHECK_TIMEOUT_MS = 8_000;
/** A status is some hundred bytes; whatever answers with more is no hub. */
const MAX_STATUS_BYTES = 10_000;

/** The part of `GET /api/status` that every hub of whatever version answers with. */
const statusSchema = z.object({ version: z.string().max(100), protocolVersion: z.number().int() });

/**
 * Looks what answers at an address as a person typed it: the scheme may be missing, and a path is cut off. Sends nothing
 * but one GET without cookies, follows no redirect, and never rejects.
 */
export async function checkHub(typed: string, fetch: HubFetch): Promise<HubCheck> {
  const text = typed.trim();
  // A URL parser mends backslashes and spaces, and then means another address than the one that stands there.
  if (/[\\\s]/.test(text)) return { result: 'notAnAddress' };
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!/^https?:/i.test(withScheme) || !URL.canParse(withScheme) || new URL(withScheme).username !== '')
    return { result: 'notAnAddress' };
  const parsed = hubAddressSchema.safeParse(withScheme);
  if (!parsed.success)
    return { result: new URL(withScheme).protocol === 'http:' ? 'notSecret' : 'notAnAddress' };
  const address = parsed.data;

  let answer: Response;
  try {
    answer = await fetch(`${address}/api/status`, {
      headers: { accept: 'application/json' },
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(CHECK_TIMEOUT_MS),
    });
  } catch (error) {
    return { result: whyUnreached(error) };
  }
  const status = answer.ok ? statusSchema.safeParse(await readJson(answer)) : null;
  if (!status?.success) return { result: 'notAHub' };
  const { version, protocolVersion } = status.data;
  if (protocolVersion < PROTOCOL_VERSION) return { result: 'olderHub' };
  if (protocolVersion > PROTOCOL_VERSION) return { result: 'newerHub' };
  return { result: 'fine', address, version };
}

/** Chromium's and Node's names for a certificate that is not trusted, and for a redirect that was not followed. */
function whyUnreached(error: unknown): 'unreachable' | 'badCertificate' | 'notAHub' {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
  const text = error instanceof Error ? `${error.message} ${cause}` : '';
  if (/ERR_CERT|certificate/i.test(text)) return 'badCertificate';
  return /redirect/i.test(text) ? 'notAHub' : 'unreachable';
}

async function readJson(answer: Response): Promise<unknown> {
  try {
    return JSON.parse(await readCapped(answer, MAX_STATUS_BYTES));
  } catch {
    return null;
  }
}
