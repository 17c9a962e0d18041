import type { FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';

const notUsed = (): never => {
  throw new Error('All schemas are zod schemas');
};

/** For Fastify's `schemaController`: without the compilers it would load at each start for another kind of schema. */
export const NO_OTHER_COMPILERS = {
  compilersFactory: { buildValidator: notUsed, buildSerializer: notUsed },
} as const;

/** Lets zod read what comes and write what goes. */
export function useZodCompilers(app: FastifyInstance): void {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
}
