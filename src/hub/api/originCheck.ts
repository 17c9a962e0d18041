import type { FastifyInstance } from 'fastify';
import { CirclewellError } from '../../protocol/errors.ts';
import type { HubAddress } from '../identity/hubAddress.ts';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses whatever could change something, and every WebSocket, unless it comes from a page of ours. Browsers say
 * where a request comes from and let no page lie about it; whoever is no browser must name our origin too, so that
 * there is no way around the check (OWASP, Cross-Site Request Forgery Prevention).
 */
export function addOriginCheck(app: FastifyInstance, address: HubAddress): void {
  app.addHook('onRequest', async (request) => {
    const isSafe = SAFE_METHODS.includes(request.method) && request.headers.upgrade === undefined;
    if (isSafe) return;
    if (!address.isOwnOrigin(request.headers.origin)) {
      throw new CirclewellError('forbidden', 'The Origin header must name this hub');
    }
    const site = request.headers['sec-fetch-site'];
    if (site === 'cross-site')
      throw new CirclewellError('forbidden', 'Only pages of this hub may ask for this');
  });
}
