import { ACCOUNT_HEADER } from '../../src/protocol/api/accounts.ts';
import { toWireError, CirclewellError } from '../../src/protocol/errors.ts';
import type { HubCookies } from './hubCookies.ts';

/** Asks the hub; Electron's `net.fetch` and Node's `fetch` both fit. */
export type HubFetch = (url: string, init: RequestInit) => Promise<Response>;

export type ForwardOptions = {
  readonly fetch: HubFetch;
  readonly cookies: HubCookies;
  /** The hub's origin; rejects where the hub is not there. */
  readonly hubOrigin: () => Promise<string>;
};

/** What of a page's request the hub gets to see. Everything else, cookies and origin above all, is the shell's to say. */
const REQUEST_HEADERS = [
  'accept',
  'accept-language',
  'content-type',
  'if-match',
  'if-none-match',
  ACCOUNT_HEADER,
];
/** What of the hub's answer the page gets to see: no cookies, nothing that belongs to the connection. */
const RESPONSE_HEADERS = ['content-type', 'content-disposition', 'cache-control', 'etag', 'retry-after'];
const STATUS_WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * Carries a request of the page to the hub and the answer back. The hub sees its own origin and the cookies that it gave
 * the shell: only own pages get this far, and from another origin Chromium would mark the request as cross-site. Where
 * there is no hub, the page gets 503 `unavailable`, never a rejection.
 *
 * @param pathAndQuery begins with `/api`.
 */
export async function forwardToHub(
  request: Request,
  pathAndQuery: string,
  { fetch, cookies, hubOrigin }: ForwardOptions,
): Promise<Response> {
  let answer: Response;
  try {
    const origin = await hubOrigin();
    answer = await fetch(new URL(pathAndQuery, origin).href, {
      method: request.method,
      headers: requestHeaders(request, origin, cookies),
      body: request.body === null ? null : await request.arrayBuffer(),
      signal: request.signal,
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
    });
  } catch {
    return unavailable();
  }
  cookies.take(answer.headers.getSetCookie());
  return new Response(STATUS_WITHOUT_BODY.has(answer.status) ? null : answer.body, {
    status: answer.status,
    headers: pick(answer.headers, RESPONSE_HEADERS, { 'x-content-type-options': 'nosniff' }),
  });
}

function requestHeaders(request: Request, origin: string, cookies: HubCookies): Record<string, string> {
  const cookie = cookies.header();
  return pick(request.headers, REQUEST_HEADERS, { origin, ...(cookie === null ? {} : { cookie }) });
}

function pick(
  from: Headers,
  names: readonly string[],
  besides: Readonly<Record<string, string>>,
): Record<string, string> {
  const picked: Record<string, string> = { ...besides };
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) picked[name] = value;
  }
  return picked;
}

function unavailable(): Response {
  const error = toWireError(new CirclewellError('unavailable', 'the hub does not answer'));
  return Response.json({ error }, { status: 503, headers: { 'cache-control': 'no-store' } });
}
