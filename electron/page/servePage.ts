import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { forwardToHub, type ForwardOptions } from './forwardToHub.ts';
import { pageHeaders } from './pageHeaders.ts';
import { resolveRequest } from './resolveRequest.ts';

export type ServeOptions = ForwardOptions & {
  /** The built console, an absolute path. */
  readonly rendererDir: string;
  /** Where the live socket may go, for the content security policy; null where there is no hub. */
  readonly socketSource: () => string | null;
};

/** Answers every request of the page's own scheme, from the bundle or from the hub. Never rejects. */
export function createPageServer(options: ServeOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const resolved = resolveRequest(request.url);
    switch (resolved.kind) {
      case 'refused':
        return plain(403);
      case 'hub':
        return forwardToHub(request, resolved.pathAndQuery, options);
      case 'file':
        if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405);
        return file(resolved.segments, options);
    }
  };
}

async function file(
  segments: readonly string[],
  { rendererDir, socketSource }: ServeOptions,
): Promise<Response> {
  const place = path.join(rendererDir, ...segments);
  // `resolveRequest` lets no such path through; this holds even if it does.
  if (!place.startsWith(rendererDir + path.sep)) return plain(403);
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    // Read whole and not by a stream: the files are small, and reading works inside an asar archive too.
    bytes = new Uint8Array(await readFile(place));
  } catch {
    return plain(404);
  }
  return new Response(bytes, { headers: pageHeaders(path.basename(place), socketSource()) });
}

function plain(status: 403 | 404 | 405): Response {
  return new Response(null, { status, headers: { 'content-security-policy': "default-src 'none'" } });
}
