// @ts-check
import path from 'node:path';
import { parseArgs } from 'node:util';
import { HelpfulError } from '../lib/errors.mjs';

/** @typedef {'auto' | 'electron' | 'chromium' | 'none'} Shell */

/**
 * @typedef {object} StartOptions
 * @property {boolean} isSample
 * @property {string | undefined} dataDir Absolute; undefined where the usual folder is meant.
 * @property {number | undefined} port Undefined where any port will do, the usual one first.
 * @property {boolean} isJson
 * @property {Shell} shell
 * @property {string | undefined} host The address to listen on; undefined leaves it to the hub.
 * @property {readonly string[]} hosting Arguments for the hub as they were given, from `HOSTING_OPTIONS`.
 */

export const START_HELP = `npm start [-- options]

Starts Circlewell on this machine: the hub, and the console in a window.

  --sample      a throw-away practice with one group, its staff and its members, gone afterwards
  --data DIR    keep the practice's data in DIR
  --port N      listen on port N (usually 7420, or a free one when that is taken)
  --no-open     open no window
  --json        print one JSON object (consoleUrl, staff, members, groupId) as soon as the hub answers; npm's own two
                lines before it are left out by "npm start --silent -- --json"
  --shell NAME  show the console in electron, in chromium, or not at all (none)
  --help        this text

Ctrl-C stops everything.`;

export const HUB_HELP = `npm run hub [-- options]
npm run hub -- COMMAND [options]

Starts the hub alone, for a practice that hosts it for everybody. Its log is on stderr, one JSON object a line.
With a command it does that instead and ends; --data, --key-file, --config and CIRCLEWELL_KEK say which practice.

  backup FILE   makes a sealed backup of the practice; asks for a passphrase, or takes it from --passphrase-file FILE
                or CIRCLEWELL_BACKUP_PASSPHRASE; --recovery-key makes a key instead and shows it once
  restore FILE  makes the practice again from a backup, in an empty folder; --replace puts an old one aside
  health        asks the hub that runs here how it is; ends with 0 where it answers and can read its records
  rotate-key    seals the practice under a new key, with its hub stopped; where the key is in CIRCLEWELL_KEK, the new one
                is CIRCLEWELL_KEK_NEXT
  diagnostics FILE   what whoever helps needs to know of the hub, and nothing of whom it serves; --port says where it answers
  owner-link    prints a link by which the owner who forgot the passphrase chooses a new one; --account NAME says which
                of several; takes the options that say where the hub is reached
  verify-audit  reads the whole audit and says whether it is as it was written

  --data DIR                 keep the practice's data in DIR
  --port N                   listen on port N (usually 7420)
  --host ADDRESS             listen on this address of the machine, 0.0.0.0 for all (usually 127.0.0.1)
  --sample                   a throw-away practice, gone afterwards
  --public-url URL           where members and staff reach it, if it stands behind a proxy
  --cert FILE, --key FILE    answer over HTTPS with this certificate and its key
  --announced-address A      the address that browsers send sound and pictures to
  --media-port N             the port for that, UDP and TCP; each further processor core takes the next one
  --turn-urls URLS           relays for those who do not get through, such as turns:turn.example.org
  --turn-secret-file FILE    the secret that hub and relays share
  --key-file FILE            where the key that seals the records is kept
  --time-zone ZONE           the practice's time zone, for example America/Los_Angeles
  --log-level LEVEL          trace, debug, info (usually), warn, error, fatal or silent
  --config FILE              read what is not given here from FILE: {"media-port": 40000, …}
  --help                     this text

Each can be set in the environment too, as CIRCLEWELL_MEDIA_PORT and so on; the command line goes before the environment,
and that before the file. Secrets are never among them: CIRCLEWELL_KEK, CIRCLEWELL_TURN_SECRET and CIRCLEWELL_METRICS_TOKEN
are read from the environment alone. docs/hosting.md tells the rest.

Ctrl-C or SIGTERM stops it.`;

/** Options that only a hosted hub has; the hub itself reads and checks them. */
export const HOSTING_OPTIONS = /** @type {const} */ ([
  'public-url',
  'cert',
  'key',
  'announced-address',
  'media-port',
  'turn-urls',
  'turn-secret-file',
  'key-file',
  'time-zone',
  'log-level',
  'config',
]);

const SHELLS = /** @type {const} */ (['electron', 'chromium', 'none']);

/**
 * @param {readonly string[]} args
 * @param {{ help: string, allowed: readonly string[] }} command Which of the options it has.
 * @returns {{ kind: 'help' } | { kind: 'start', options: StartOptions }}
 * @throws {HelpfulError} Names the argument that is not understood.
 */
export function parseOptions(args, { help, allowed }) {
  const values = parseValues(args, help);
  if (values.help === true) return { kind: 'help' };
  for (const name of Object.keys(values)) {
    if (!allowed.includes(name)) throw new HelpfulError(`--${name} has no meaning here.`, help);
  }
  return {
    kind: 'start',
    options: {
      isSample: values.sample === true,
      dataDir: values.data === undefined ? undefined : path.resolve(values.data),
      port: values.port === undefined ? undefined : parsePort(values.port),
      isJson: values.json === true,
      shell: values['no-open'] === true ? 'none' : parseShell(values.shell),
      host: values.host,
      hosting: HOSTING_OPTIONS.flatMap((name) => {
        const value = values[name];
        return value === undefined ? [] : [`--${name}`, value];
      }),
    },
  };
}

/**
 * What is not given here and may stand in the configuration file or the environment, which the hub itself reads (HO6).
 *
 * @param {StartOptions} options
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ port: boolean, data: boolean }}
 */
export function leftToTheHub({ dataDir, port, hosting }, env) {
  const hasFile = hosting.includes('--config') || Boolean(env['CIRCLEWELL_CONFIG']);
  const hasPlace = Boolean(env['CIRCLEWELL_PORT']) || Boolean(env['CIRCLEWELL_HOST']);
  return {
    port: port === undefined && (hasFile || hasPlace),
    data: dataDir === undefined && (hasFile || Boolean(env['CIRCLEWELL_DATA'])),
  };
}

/**
 * @param {readonly string[]} args
 * @param {string} help
 */
function parseValues(args, help) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        sample: { type: 'boolean' },
        data: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        'public-url': { type: 'string' },
        cert: { type: 'string' },
        key: { type: 'string' },
        'announced-address': { type: 'string' },
        'media-port': { type: 'string' },
        'turn-urls': { type: 'string' },
        'turn-secret-file': { type: 'string' },
        'key-file': { type: 'string' },
        'time-zone': { type: 'string' },
        'log-level': { type: 'string' },
        config: { type: 'string' },
        'no-open': { type: 'boolean' },
        json: { type: 'boolean' },
        shell: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new HelpfulError(error instanceof Error ? error.message : String(error), help);
  }
}

/**
 * @param {string} text
 * @returns {number}
 */
function parsePort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new HelpfulError(
    `"${text}" is not a port.`,
    'Give a number from 1 to 65535, for example --port 7420.',
  );
}

/**
 * @param {string | undefined} text
 * @returns {Shell}
 */
function parseShell(text) {
  if (text === undefined) return 'auto';
  const shell = SHELLS.find((name) => name === text);
  if (shell !== undefined) return shell;
  throw new HelpfulError(
    `"${text}" is no shell that the console can open in.`,
    `Choose one of ${SHELLS.join(', ')}.`,
  );
}
