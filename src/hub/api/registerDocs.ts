import {
  fastify,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RouteOptions,
} from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { NO_OTHER_COMPILERS, useZodCompilers } from './zodCompilers.ts';

const DOCS_PATH = '/api/docs';
/** Swagger's page puts styles into itself. It is shown to who operates the hub alone (AP22). */
const DOCS_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

/**
 * The OpenAPI description of all routes registered after it, at `/api/docs`. What makes it is loaded when somebody
 * first looks: the routes are noted here, and a second Fastify, which never listens, describes and shows them.
 */
export function registerDocs(
  app: FastifyInstance,
  {
    version,
    assertMayLook,
    load = loadSwagger,
  }: {
    version: string;
    /** @throws CirclewellError where who asks is not to see it */
    assertMayLook: (request: FastifyRequest) => Promise<void>;
    load?: typeof loadSwagger;
  },
): void {
  const routes: RouteOptions[] = [];
  let docs: Promise<FastifyInstance> | undefined;
  /** What failed is tried again when somebody looks again. */
  const docsNow = () =>
    (docs ??= createDocs(routes, version, load).catch((error: unknown) => {
      docs = undefined;
      throw error;
    }));
  app.addHook('onRoute', (route) => {
    if (route.schema && route.url.startsWith('/api/') && route.method !== 'HEAD') routes.push(route);
  });
  app.addHook('onClose', async () => {
    await (await docs?.catch(() => undefined))?.close();
  });

  const show = async (request: FastifyRequest, reply: FastifyReply) => {
    await assertMayLook(request);
    const shown = await docsNow();
    const headers = { ...reply.getHeaders(), 'content-security-policy': DOCS_POLICY };
    void reply.hijack();
    for (const [name, value] of Object.entries(headers))
      if (value !== undefined) reply.raw.setHeader(name, value);
    shown.routing(request.raw, reply.raw);
  };
  app.get(DOCS_PATH, show);
  app.get(`${DOCS_PATH}/*`, show);
}

/** What makes and shows the description, loaded when it is needed. */
export async function loadSwagger() {
  const [{ default: swagger }, { default: swaggerUi }] = await Promise.all([
    import('@fastify/swagger'),
    import('@fastify/swagger-ui'),
  ]);
  return { swagger, swaggerUi };
}

async function createDocs(
  routes: readonly RouteOptions[],
  version: string,
  load: typeof loadSwagger,
): Promise<FastifyInstance> {
  const { swagger, swaggerUi } = await load();
  const docs = fastify({ schemaController: NO_OTHER_COMPILERS });
  useZodCompilers(docs);
  await docs.register(swagger, {
    openapi: {
      info: {
        title: 'Circlewell hub',
        description: 'The HTTP part. Live sessions go over the WebSocket at /api/live.',
        version,
      },
    },
    transform: jsonSchemaTransform,
  });
  await docs.register(swaggerUi, { routePrefix: DOCS_PATH });
  docs.after(() => {
    for (const { method, url, schema } of routes) {
      if (schema) docs.route({ method, url, schema, handler: (_request, reply) => reply.callNotFound() });
    }
  });
  await docs.ready();
  return docs;
}
