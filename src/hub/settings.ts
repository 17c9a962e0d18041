import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

/** The configuration cannot be used; the message is a sentence for the operator. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Setting = {
  /** What stands for the value in the help; null where there is none, because the setting is a switch. */
  readonly value: string | null;
  readonly help: string;
  /** Whether the value is a path, which is meant from where it was given. */
  readonly isPath?: true;
};

/** All that the hub can be told, by the names that the command line and the file have for it. */
export const SETTINGS = {
  data: { value: 'DIR', help: 'keep the practice’s data in DIR', isPath: true },
  port: { value: 'N', help: 'listen on port N (usually 7420)' },
  host: {
    value: 'ADDRESS',
    help: 'listen on this address of the machine, 0.0.0.0 for all (usually 127.0.0.1)',
  },
  'public-url': { value: 'URL', help: 'where members and staff reach it, if it stands behind a proxy' },
  cert: { value: 'FILE', help: 'answer over HTTPS with this certificate', isPath: true },
  key: { value: 'FILE', help: 'the certificate’s private key', isPath: true },
  'announced-address': { value: 'ADDRESS', help: 'the address that browsers send sound and pictures to' },
  'media-port': {
    value: 'N',
    help: 'the port for that, UDP and TCP; each further processor core takes the next one',
  },
  'turn-urls': {
    value: 'URLS',
    help: 'relays for those who do not get through, such as turns:turn.example.org',
  },
  'turn-secret-file': { value: 'FILE', help: 'the secret that hub and relays share', isPath: true },
  'key-file': { value: 'FILE', help: 'where the key that seals the records is kept', isPath: true },
  'time-zone': { value: 'ZONE', help: 'the practice’s time zone, for example America/Los_Angeles' },
  'log-level': { value: 'LEVEL', help: 'trace, debug, info (usually), warn, error, fatal or silent' },
  sample: { value: null, help: 'a practice to try out, with one group' },
  resources: { value: 'DIR', help: 'the folder of the curriculum', isPath: true },
  web: { value: 'DIR', help: 'the folder of the built pages', isPath: true },
} as const satisfies Readonly<Record<string, Setting>>;
export type SettingName = keyof typeof SETTINGS;

/** A setting's value as text, and the place that it was given in, in the words of its operator. */
type Given = { readonly text: string; readonly place: string };
export type GivenSettings = Readonly<Partial<Record<SettingName, Given>>>;

const NAMES: readonly SettingName[] = Object.keys(SETTINGS).filter((name) => isSettingName(name));

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

/** The name that a setting has in the environment. */
export function environmentName(name: string): string {
  return `CIRCLEWELL_${name.replaceAll('-', '_').toUpperCase()}`;
}

/**
 * Reads command line, environment and configuration file; the first of them that names a setting gives its value
 * (docs/spec/hosting.md, HO1).
 *
 * @throws ConfigError
 */
export function readSettings(args: readonly string[], env: NodeJS.ProcessEnv): GivenSettings {
  const { config, ...onLine } = readArguments(args);
  const file = config ?? env[environmentName('config')];
  return {
    ...(typeof file === 'string' && file !== '' ? readFile(path.resolve(file)) : {}),
    ...fromEnvironment(env),
    ...collect(Object.entries(onLine), (name) => `--${name}`, process.cwd()),
  };
}

/** The options of the command line, as `parseArgs` takes them. */
export function settingOptions(): Record<string, { type: 'string' | 'boolean' }> {
  const options = [...NAMES, 'config'].map((name) => {
    const isSwitch = isSettingName(name) && SETTINGS[name].value === null;
    return [name, { type: isSwitch ? 'boolean' : 'string' }] as const;
  });
  return Object.fromEntries(options);
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], strict: true, options: settingOptions() }).values;
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}

function fromEnvironment(env: NodeJS.ProcessEnv): GivenSettings {
  const entries = NAMES.map((name) => [name, env[environmentName(name)]] as const);
  return collect(
    entries.filter(([, value]) => value !== ''),
    environmentName,
    process.cwd(),
  );
}

const fileSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

function readFile(file: string): GivenSettings {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigError(
      error instanceof SyntaxError
        ? `${file} is no JSON: ${error.message}.`
        : `${file} cannot be read. Is the path right, and may this user read it?`,
    );
  }
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) {
    const [name] = parsed.error.issues[0]?.path ?? [];
    throw new ConfigError(
      name === undefined
        ? `${file} must hold one JSON object with the options’ names as keys.`
        : `"${String(name)}" in ${file} must be a text, a number, true or false.`,
    );
  }
  const unknown = Object.keys(parsed.data).find((name) => !isSettingName(name));
  if (unknown !== undefined) throw new ConfigError(`"${unknown}" in ${file} is no setting: see --help.`);
  return collect(Object.entries(parsed.data), (name) => `"${name}" in ${file}`, path.dirname(file));
}

function collect(
  entries: readonly (readonly [string, string | number | boolean | undefined])[],
  placeOf: (name: string) => string,
  folder: string,
): GivenSettings {
  const given: Partial<Record<SettingName, Given>> = {};
  for (const [name, value] of entries) {
    if (value === undefined || !isSettingName(name)) continue;
    const setting: Setting = SETTINGS[name];
    const text = String(value);
    given[name] = { text: setting.isPath === true ? path.resolve(folder, text) : text, place: placeOf(name) };
  }
  return given;
}

/** The help of the built hub, for `--help`. */
export function settingsHelp(): string {
  const rows = NAMES.map((name) => {
    const { value, help }: Setting = SETTINGS[name];
    const option = `--${name}${value === null ? '' : ` ${value}`}`;
    return `  ${option.padEnd(28)} ${help}\n${' '.repeat(31)}${environmentName(name)}`;
  });
  return `node .vite/hub/main.js [options]

Circlewell's hub. Each option can also be set in the environment, by the name below it, or in the file that --config or
CIRCLEWELL_CONFIG names: a JSON object whose keys are the options' names without the dashes. The command line goes before
the environment, and the environment before the file.

${rows.join('\n')}
  ${'--config FILE'.padEnd(28)} the file to read
  ${'--help'.padEnd(28)} this text

Secrets are in the environment alone: CIRCLEWELL_KEK, the key that seals the records, in base64 (instead of --key-file);
CIRCLEWELL_KEK_NEXT, the key that it is to be changed for; CIRCLEWELL_TURN_SECRET (instead of --turn-secret-file); CIRCLEWELL_METRICS_TOKEN, which opens /metrics to another machine.
`;
}
