import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { HubAddress } from '../identity/hubAddress.ts';
import { isApiRequest } from './isApiRequest.ts';

/**
 * The two style elements that React Aria puts into a page (usePress, usePreventScroll). It can mark them with a nonce,
 * but our pages are static files; a hash lets in these two texts and nothing else.
 */
export const REACT_ARIA_STYLES: readonly string[] = [
  '@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}',
  '@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}',
];
const STYLE_HASHES = REACT_ARIA_STYLES.map(
  (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
).join(' ');

const PERMISSIONS_POLICY = [
  'camera=(self)',
  'microphone=(self)',
  'display-capture=(self)',
  'speaker-selection=(self)',
  'autoplay=(self)',
  'fullscreen=(self)',
  'screen-wake-lock=(self)',
  'clipboard-write=(self)',
  'publickey-credentials-get=(self)',
  'publickey-credentials-create=(self)',
  ...['geolocation', 'usb', 'serial', 'hid', 'bluetooth', 'midi', 'payment', 'browsing-topics'].map(
    (name) => `${name}=()`,
  ),
].join(', ');

/**
 * No part of a page makes markup or scripts of texts, so Trusted Types need no policy (AP23). React Aria's announcer would, for the
 * arrows of a number field: who adds one adds a policy for the empty text.
 */
const STRICT = ["worker-src 'none'", "trusted-types 'none'"];
/**
 * The console's page alone starts workers, from the bundle, whose addresses its one policy makes (renderer/notebook/scriptUrl.ts), and
 * pastes into notes, for which prosemirror-view has the other (NB50). The shell does the same (electron/page/pageHeaders.ts).
 */
export const CONSOLE_MAY: readonly string[] = [
  "worker-src 'self'",
  'trusted-types circlewell ProseMirrorClipboard',
];

/**
 * What a page of ours may do: load from its own origin, talk to its own hub, show its own media, and no more.
 *
 * @param may what a page has beyond, or instead of, the strictest: `CONSOLE_MAY`
 */
export function contentSecurityPolicy(address: HubAddress, may: readonly string[] = STRICT): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' ${STYLE_HASHES}`,
    `connect-src 'self' ${address.socketSources().join(' ')}`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob: mediastream:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    ...may,
  ].join('; ');
}

/** Sends the security headers with every answer (OWASP Secure Headers; performance.md I, "Hub"). */
export function addSecurityHeaders(app: FastifyInstance, address: HubAddress): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'content-security-policy': contentSecurityPolicy(address),
      'permissions-policy': PERMISSIONS_POLICY,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-robots-tag': 'noindex, nofollow',
    });
    // Browsers keep in the open, in files, what they may keep.
    if (isApiRequest(request)) void reply.header('cache-control', 'no-store');
    if (request.protocol === 'https') void reply.header('strict-transport-security', 'max-age=31536000');
  });
}
