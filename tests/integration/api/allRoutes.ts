import { z } from 'zod';
import { createTestHub } from './testHub.ts';

const methodSchema = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

const descriptionSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** A route of the API; `path` has its parameters in braces. */
export type Route = { readonly method: z.infer<typeof methodSchema>; readonly path: string };

/** Every route of the API, from the description that a hub of its own gives to its owner. */
export async function allRoutes(): Promise<Route[]> {
  const test = await createTestHub();
  try {
    const { ask } = await test.setUp();
    const { paths } = descriptionSchema.parse((await ask('GET', '/api/docs/json')).json);
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: methodSchema.parse(method.toUpperCase()), path })),
    );
  } finally {
    await test.close();
  }
}

/** An address of the route that leads to nothing there is. */
export const fillPath = (path: string): string => path.replaceAll(/\{\w+\}/g, 'id-none');
