import type { FastifyRequest } from 'fastify';

const API = '/api';

/** Whether something of the API is asked for, be it there or not. An address may be written so that only the router sees it. */
export function isApiRequest({ url, routeOptions }: Pick<FastifyRequest, 'url' | 'routeOptions'>): boolean {
  return url.startsWith(API) || (routeOptions.url?.startsWith(API) ?? false);
}
