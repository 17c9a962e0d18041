import { isOwnUrl } from './appOrigin.ts';

/** What an address of the page's scheme stands for. `segments` are file names below the renderer's folder. */
export type Resolved =
  | { kind: 'hub'; pathAndQuery: string }
  | { kind: 'file'; segments: readonly [string, ...string[]] }
  | { kind: 'refused' };

const PAGE: Resolved = { kind: 'file', segments: ['index.html'] };

/** No separators of any system, no drive letters or streams (`C:`, `x::$DATA`), no control characters. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSAFE_IN_NAME = /[\\/:*?"<>|\u0000-\u001f\u007f]/;

/**
 * Resolves an address without looking at the disk: `/api/…` is the hub's, a path whose last part has a dot is a file,
 * and every other path is the console, which does its own routing. Whatever could lead out of the folder, in any
 * spelling on any system, is refused.
 */
export function resolveRequest(address: string): Resolved {
  const url = URL.parse(address);
  if (url === null || !isOwnUrl(address)) return { kind: 'refused' };
  if (url.pathname === '/api' || url.pathname.startsWith('/api/')) {
    return { kind: 'hub', pathAndQuery: url.pathname + url.search };
  }
  const names = decodeNames(url.pathname);
  if (names === null) return { kind: 'refused' };
  const [first, ...rest] = names;
  const last = names.at(-1);
  if (first === undefined || last === undefined || !last.includes('.')) return PAGE;
  return { kind: 'file', segments: [first, ...rest] };
}

/** The names in a path, or null where one of them is not a plain name. Names that begin with a dot are none. */
function decodeNames(pathname: string): string[] | null {
  const names: string[] = [];
  for (const part of pathname.split('/')) {
    if (part === '') continue;
    const name = decode(part);
    if (name === null || name.startsWith('.') || /[. ]$/.test(name) || UNSAFE_IN_NAME.test(name)) return null;
    names.push(name);
  }
  return names;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
