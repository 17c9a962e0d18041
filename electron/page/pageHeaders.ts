import { createHash } from 'node:crypto';

/**
 * The two style elements that React Aria puts into a page, which cannot be told not to. A hash lets in these texts and
 * nothing else; the hub does the same (src/hub/api/securityHeaders.ts), and a test holds the two together.
 */
export const REACT_ARIA_STYLES: readonly string[] = [
  '@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}',
  '@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}',
];
const STYLE_HASHES = REACT_ARIA_STYLES.map(
  (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
);

/** As the hub has it (src/hub/api/securityHeaders.ts): the console's page starts workers and pastes into notes; no other does (NB50). */
const STRICT = ["worker-src 'none'", "trusted-types 'none'"];
export const CONSOLE_MAY: readonly string[] = [
  "worker-src 'self'",
  'trusted-types circlewell ProseMirrorClipboard',
];
const CONSOLE_PAGE = 'index.html';

/**
 * The content security policy of a file in the shell. Scripts, styles and fonts come from the bundle alone;
 * pictures and media may also be made by the page itself; the only other host is the hub, for the live socket.
 *
 * @param socketSource where the live socket may go, as `ws://host:port`; null where there is no hub.
 */
export function contentSecurityPolicy(fileName: string, socketSource: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...STYLE_HASHES].join(' '),
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob: mediastream:",
    ["connect-src 'self'", ...(socketSource === null ? [] : [socketSource])].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    ...(fileName === CONSOLE_PAGE ? CONSOLE_MAY : STRICT),
  ].join('; ');
}

/** The headers of every file of the bundle. */
export function pageHeaders(fileName: string, socketSource: string | null): Record<string, string> {
  const isHashed = /-[\w-]{8,}\.\w+$/.test(fileName);
  return {
    'content-type': contentType(fileName),
    'content-security-policy': contentSecurityPolicy(fileName, socketSource),
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  png: 'image/png',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
  wav: 'audio/wav',
  webmanifest: 'application/manifest+json',
  webp: 'image/webp',
  woff2: 'font/woff2',
};

/** By the name's ending; what is not known is bytes, and is not guessed at. */
function contentType(fileName: string): string {
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  return CONTENT_TYPES[ending] ?? 'application/octet-stream';
}
