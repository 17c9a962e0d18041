import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { isTimeZone } from './api/schedule/zonedTime.ts';

const portSchema = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
  .transform(Number)
  .refine((port) => port <= 65_535, 'must be a number from 0 to 65535');

const publicUrlSchema = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://groups.example.org' })
  .refine(
    (url) => !URL.canParse(url) || (new URL(url).pathname === '/' && new URL(url).hash === ''),
    'must be without a path: the hub serves a whole address',
  );

const argumentsSchema = z.object({
  data: z.string({ error: 'is missing: name the folder of the practice’s data' }).min(1),
  port: portSchema.default(0),
  host: z
    .string()
    .refine(
      (host) => host === 'localhost' || isIP(host) !== 0,
      'must be an IP address of this machine, or localhost',
    )
    .default('127.0.0.1'),
  sample: z.boolean().default(false),
  cert: z.string().optional(),
  key: z.string().optional(),
  'public-url': publicUrlSchema.optional(),
  'announced-address': z.string().min(1).optional(),
  'media-port': portSchema.default(0),
  'key-file': z.string().optional(),
  'time-zone': z.string().refine(isTimeZone, 'must be a name such as America/Los_Angeles').optional(),
  resources: z.string().optional(),
  web: z.string().optional(),
});

const environmentSchema = z.object({
  CIRCLEWELL_KEK: z.string().optional(),
  CIRCLEWELL_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  CIRCLEWELL_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be one of trace, debug, info, warn, error, fatal, silent',
    })
    .default('info'),
});

/** Everything the hub is told from outside, parsed. Paths are absolute. */
export type HubConfig = {
  readonly dataDir: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly host: string;
  readonly isSample: boolean;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  /** Where members reach the hub, if that is not the address it listens on. */
  readonly publicUrl: string | null;
  readonly media: {
    /** An IP address; `0.0.0.0` for all of the machine's. */
    readonly listenIp: string;
    /** The address clients send media to, if it is none of the machine's own. */
    readonly announcedAddress: string | null;
    /** The first worker's port, the next worker's is one more; 0 for any free one each. */
    readonly port: number;
  };
  /** The key-encryption key: given in the environment (base64), or in a file. */
  readonly kek:
    | { readonly from: 'environment'; readonly text: string }
    | { readonly from: 'file'; readonly file: string };
  /** The zone (IANA) of a practice that is set up from now on; a practice keeps its own. */
  readonly timeZone: string;
  /** The folder that holds `curriculum/`. */
  readonly resourcesDir: string;
  /** The folder of the built pages. */
  readonly webDir: string;
  readonly logLevel: string;
  /** What opens `/metrics` and the reasons of `/api/health` to who is on another machine; null for nobody. */
  readonly metricsToken: string | null;
};

/** The configuration cannot be used; the message is a sentence for the operator. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the command line and the environment.
 * @param root the folder that holds `resources/` and `.vite/`: the project's, from sources and from the bundle alike.
 * @throws ConfigError
 */
export function parseConfig(args: readonly string[], env: NodeJS.ProcessEnv, root: string): HubConfig {
  const given = parse(argumentsSchema, readArguments(args), (key) => `--${key}`);
  const environment = parse(environmentSchema, env, (key) => key);
  if ((given.cert === undefined) !== (given.key === undefined)) {
    throw new ConfigError('--cert and --key belong together: give both for HTTPS, or neither.');
  }
  const dataDir = path.resolve(given.data);
  return {
    dataDir,
    port: given.port,
    host: given.host,
    isSample: given.sample,
    tls:
      given.cert !== undefined && given.key !== undefined
        ? { certFile: path.resolve(given.cert), keyFile: path.resolve(given.key) }
        : null,
    publicUrl: given['public-url'] ?? null,
    media: {
      listenIp: mediaListenIp(given.host, given['announced-address']),
      announcedAddress: given['announced-address'] ?? null,
      port: given['media-port'],
    },
    kek:
      environment.CIRCLEWELL_KEK === undefined
        ? {
            from: 'file',
            file:
              given['key-file'] === undefined
                ? keyFileOf(dataDir, given.sample)
                : path.resolve(given['key-file']),
          }
        : { from: 'environment', text: environment.CIRCLEWELL_KEK },
    timeZone: given['time-zone'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    resourcesDir: path.resolve(given.resources ?? path.join(root, 'resources')),
    webDir: path.resolve(given.web ?? path.join(root, '.vite', 'renderer')),
    logLevel: environment.CIRCLEWELL_LOG_LEVEL,
    metricsToken: environment.CIRCLEWELL_METRICS_TOKEN ?? null,
  };
}

/** Media does not go through a proxy: with an announced address it is taken on all of the machine's addresses. */
function mediaListenIp(host: string, announcedAddress: string | undefined): string {
  if (announcedAddress !== undefined) return host === '::' ? host : '0.0.0.0';
  return host === 'localhost' ? '127.0.0.1' : host;
}

function readArguments(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      options: {
        data: text,
        port: text,
        host: text,
        sample: { type: 'boolean' },
        cert: text,
        key: text,
        'public-url': text,
        'announced-address': text,
        'media-port': text,
        'key-file': text,
        'time-zone': text,
        resources: text,
        web: text,
      },
    }).values;
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown, nameOf: (key: string) => string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ConfigError(`${nameOf(String(issue?.path[0]))} ${issue?.message ?? 'cannot be used'}.`);
}

/**
 * Beside the data folder, so that a copy of the data is not a copy of the key. A throw-away practice keeps its key
 * inside, so that nothing is left when its folder goes.
 */
function keyFileOf(dataDir: string, isSample: boolean): string {
  const inside = path.join(dataDir, 'sample-kek');
  return isSample || existsSync(inside) ? inside : path.join(`${dataDir}-keys`, 'kek');
}
