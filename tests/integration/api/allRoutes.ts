import { z } from 'zod';
import type { TestHub } from './testHub.ts';

const methodSchema = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** A route of the API; `path` has its parameters in braces. */
export type Route = { readonly method: z.infer<typeof methodSchema>; readonly path: string };

/** Every route of the API, from its own description. */
export async function allRoutes(test: TestHub): Promise<Route[]> {
  const { json } = await test.as(null)('GET', '/api/docs/json');
  const { paths } = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) }).parse(json);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: methodSchema.parse(method.toUpperCase()), path })),
  );
}

/** An address of the route that leads to nothing there is. */
export const fillPath = (path: string): string => path.replaceAll(/\{\w+\}/g, 'id-none');
