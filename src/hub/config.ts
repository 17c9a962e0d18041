import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { isTimeZone } from '../domain/time/zonedTime.ts';
import { isGuessableText } from './guessableText.ts';
import { ConfigError, readSettings, type GivenSettings, type SettingName } from './settings.ts';

/** Where a hub answers that is not told another port; the one of `npm start`. */
const DEFAULT_PORT = 7420;

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

const turnUrlsSchema = z
  .string()
  .transform((text) => text.split(',').map((url) => url.trim()))
  .refine(
    (urls) => urls.every((url) => /^turns?:[\w.:[\]-]+(\?transport=(udp|tcp))?$/.test(url)),
    'must be addresses such as turns:turn.example.org:443?transport=tcp, separated by commas',
  );

/** Each setting as text. */
const settingsSchema = z.object({
  data: z.string({ error: 'is missing: name the folder of the practice’s data' }).min(1),
  port: portSchema.default(DEFAULT_PORT),
  host: z
    .string()
    .refine(
      (host) => host === 'localhost' || isIP(host) !== 0,
      'must be an IP address of this machine, or localhost',
    )
    .default('127.0.0.1'),
  sample: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default('false')
    .transform((text) => text === 'true'),
  cert: z.string().optional(),
  key: z.string().optional(),
  'public-url': publicUrlSchema.optional(),
  'announced-address': z.string().min(1).optional(),
  'media-port': portSchema.default(0),
  'turn-urls': turnUrlsSchema.optional(),
  'turn-secret-file': z.string().optional(),
  'key-file': z.string().optional(),
  'time-zone': z.string().refine(isTimeZone, 'must be a name such as America/Los_Angeles').optional(),
  'log-level': z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be one of trace, debug, info, warn, error, fatal, silent',
    })
    .default('info'),
  resources: z.string().optional(),
  web: z.string().optional(),
} satisfies Record<SettingName, z.ZodType>);
type Settings = z.infer<typeof settingsSchema>;

/** Shorter ones can be guessed. */
const MIN_TURN_SECRET = 16;

/** Relays, and what the passwords for them are made from. */
export type TurnConfig = { readonly urls: readonly string[]; readonly secret: string };

/** What opens the figures to another machine. A shorter one can be guessed. */
const metricsTokenSchema = z
  .string()
  .min(16, 'must have at least 16 characters')
  .refine(
    (token) => !isGuessableText(token),
    'is an example or easily guessed: make one with "openssl rand -base64 33"',
  )
  .optional();

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
  /** The relays that clients may go through, and the secret that is shared with them; null without any. */
  readonly turn: TurnConfig | null;
  /** The key-encryption key: given in the environment (base64), and with it the one it is to be changed for; or in a file. */
  readonly kek:
    | { readonly from: 'environment'; readonly text: string; readonly next: string | null }
    | { readonly from: 'file'; readonly file: string };
  /** The zone (IANA) of a practice that is set up from now on; a practice keeps its own. Asked for when needed: the machine's takes 20 ms. */
  readonly timeZone: () => string;
  /** The folder that holds `curriculum/`. */
  readonly resourcesDir: string;
  /** The folder of the built pages. */
  readonly webDir: string;
  readonly logLevel: string;
  /** What opens `/metrics` and the reasons of `/api/health` to who is on another machine; null for nobody. */
  readonly metricsToken: string | null;
};

/**
 * Reads command line, environment and configuration file.
 * @param root the folder that holds `resources/` and `.vite/`: the project's, from sources and from the bundle alike.
 * @throws ConfigError
 */
export function parseConfig(args: readonly string[], env: NodeJS.ProcessEnv, root: string): HubConfig {
  const given = readSettings(args, env);
  const settings = parseSettings(given);
  const { data, cert, key, host, sample } = settings;
  if ((cert === undefined) !== (key === undefined))
    throw new ConfigError('--cert and --key belong together: give both for HTTPS, or neither.');
  return {
    dataDir: data,
    port: settings.port,
    host,
    isSample: sample,
    tls: cert !== undefined && key !== undefined ? { certFile: cert, keyFile: key } : null,
    publicUrl: settings['public-url'] ?? null,
    media: {
      listenIp: mediaListenIp(host, settings['announced-address']),
      announcedAddress: settings['announced-address'] ?? null,
      port: settings['media-port'],
    },
    turn: turnOf(settings, env['CIRCLEWELL_TURN_SECRET']),
    kek: kekOf(env, settings['key-file'] ?? keyFileOf(data, sample)),
    timeZone: () => settings['time-zone'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    resourcesDir: settings.resources ?? path.join(root, 'resources'),
    webDir: settings.web ?? path.join(root, '.vite', 'renderer'),
    logLevel: settings['log-level'],
    metricsToken: metricsTokenOf(env['CIRCLEWELL_METRICS_TOKEN']),
  };
}

function parseSettings(given: GivenSettings): Settings {
  const texts = Object.entries(given).map(([name, { text }]) => [name, text]);
  const parsed = settingsSchema.safeParse(Object.fromEntries(texts));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  const place = Object.entries(given).find(([key]) => key === name)?.[1].place ?? `--${name}`;
  throw new ConfigError(`${place} ${issue?.message ?? 'cannot be used'}.`);
}

function turnOf(settings: Settings, secretInEnvironment: string | undefined): TurnConfig | null {
  const urls = settings['turn-urls'];
  const file = settings['turn-secret-file'];
  if (urls === undefined && file === undefined && secretInEnvironment === undefined) return null;
  const secret = (secretInEnvironment ?? (file === undefined ? '' : readSecret(file))).trim();
  if (urls === undefined || secret.length < MIN_TURN_SECRET) {
    throw new ConfigError(
      `--turn-urls goes together with a secret of at least ${MIN_TURN_SECRET} characters, in --turn-secret-file or CIRCLEWELL_TURN_SECRET.`,
    );
  }
  if (isGuessableText(secret)) {
    const place = secretInEnvironment === undefined ? file : 'CIRCLEWELL_TURN_SECRET';
    throw new ConfigError(
      `${place} holds an example or what is easily guessed. Make a secret with "openssl rand -base64 33", and give the relay the same.`,
    );
  }
  return { urls, secret };
}

function metricsTokenOf(token: string | undefined): string | null {
  const parsed = metricsTokenSchema.safeParse(token);
  if (parsed.success) return parsed.data ?? null;
  throw new ConfigError(`CIRCLEWELL_METRICS_TOKEN ${parsed.error.issues[0]?.message}.`);
}

function kekOf(env: NodeJS.ProcessEnv, file: string): HubConfig['kek'] {
  const text = env['CIRCLEWELL_KEK'];
  const next = env['CIRCLEWELL_KEK_NEXT'] ?? null;
  if (text !== undefined) return { from: 'environment', text, next };
  if (next === null) return { from: 'file', file };
  throw new ConfigError(
    'CIRCLEWELL_KEK_NEXT goes together with CIRCLEWELL_KEK, which the practice is sealed under.',
  );
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(`${file} cannot be read. Is the path right, and may this user read it?`);
  }
}

/** Media does not go through a proxy: with an announced address it is taken on all of the machine's addresses. */
function mediaListenIp(host: string, announcedAddress: string | undefined): string {
  if (announcedAddress !== undefined) return host === '::' ? host : '0.0.0.0';
  return host === 'localhost' ? '127.0.0.1' : host;
}

/**
 * Beside the data folder, so that a copy of the data is not a copy of the key. A throw-away practice keeps its key
 * inside, so that nothing is left when its folder goes.
 */
function keyFileOf(dataDir: string, isSample: boolean): string {
  const inside = path.join(dataDir, 'sample-kek');
  return isSample || existsSync(inside) ? inside : path.join(`${dataDir}-keys`, 'kek');
}
