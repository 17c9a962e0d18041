import type { ApiDeps, ApiInstance } from '../apiDeps.ts';

/** What whoever helps needs to know of the hub, as a file (OP30). */
export function registerDiagnostics(app: ApiInstance, { diagnostics, now }: ApiDeps): void {
  const config = { access: 'operateHub', confirm: 'always' } as const;
  app.get('/diagnostics', { config, schema: {} }, async (_request, reply) => {
    const name = `circlewell-diagnostics-${new Date(now()).toISOString().slice(0, 10)}.json`;
    void reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-store');
    return diagnostics();
  });
}
