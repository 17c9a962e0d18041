/** Who answers a request of a page: the worker takes no part in `network` at all. */
export type Answering = 'network' | 'consolePage' | 'keptFile';

/** The addresses that are not the console's, whatever follows. */
const OTHERS = /^\/(api|join)(\/|$)/;

/**
 * @param files the addresses of the console's files
 */
export function answering(
  request: { readonly method: string; readonly mode: string; readonly url: string },
  origin: string,
  files: ReadonlySet<string>,
): Answering {
  const { origin: asked, pathname } = new URL(request.url);
  if (asked !== origin || request.method !== 'GET' || OTHERS.test(pathname)) return 'network';
  if (files.has(pathname)) return 'keptFile';
  const isPlace = !(pathname.split('/').at(-1) ?? '').includes('.');
  return request.mode === 'navigate' && isPlace ? 'consolePage' : 'network';
}
