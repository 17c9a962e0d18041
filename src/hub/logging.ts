import {
  pino,
  type Bindings,
  type ChildLoggerOptions,
  type DestinationStream,
  type LogFn,
  type Logger,
} from 'pino';
import { CirclewellError } from '../protocol/errors.ts';

/** Keys whose values never reach a log, at whatever depth and in whatever case. */
const SECRET_KEYS = new Set(
  [
    'passphrase',
    'passphraseHash',
    'password',
    'token',
    'tokenHash',
    'key',
    'kek',
    'secret',
    'cookie',
    'cookies',
    'set-cookie',
    'authorization',
    'ticket',
    'name',
    'names',
    'displayName',
    'accountName',
    'groupName',
    'practiceName',
    'title',
    'text',
    'body',
    'markdown',
    'message',
    'waitingMessage',
    'place',
    'callbackPhone',
    'phone',
    'door',
    'privacy',
    'sdp',
    'iceParameters',
    'iceCandidates',
    'iceServers',
    'credential',
    'candidate',
    'candidates',
    'dtlsParameters',
    'fingerprints',
    'rtpParameters',
    'url',
    'address',
    'remoteAddress',
    'localAddress',
    'announcedAddress',
    'ip',
    'host',
    'hostname',
    'userAgent',
    'user-agent',
  ].map((key) => key.toLowerCase()),
);
const HIDDEN = '[hidden]';
/** Deeper than anything the hub logs on purpose. */
const MAX_DEPTH = 6;

/**
 * The hub's root logger: JSON lines, by default on stderr. Everything that is logged through it or its children is
 * searched for names, texts, tokens, SDP and addresses, at any depth, and these are hidden.
 */
export function createLogger({
  level,
  destination,
}: {
  level: string;
  destination?: DestinationStream;
}): Logger {
  const options = {
    level,
    base: null,
    formatters: { log: hideObject },
    serializers: { err: describeError },
    hooks: {
      // Without a message pino takes the error's own, which may hold anything.
      logMethod(this: Logger, args: Parameters<LogFn>, method: LogFn) {
        const [first, message] = args;
        if (message !== undefined || typeof first !== 'object') return method.apply(this, args);
        return method.apply(this, [first instanceof Error ? { err: first } : first, 'No message']);
      },
    },
  };
  const logger = pino(options, destination ?? pino.destination({ dest: 2, sync: true }));
  // pino's own formatter for bindings is not handed down to children; a property of the root is.
  const { child } = logger;
  Object.defineProperty(logger, 'child', {
    value(this: Logger, bindings: Bindings, childOptions?: ChildLoggerOptions) {
      const made: unknown = Reflect.apply(child, this, [hideObject(bindings), childOptions]);
      return made;
    },
  });
  return logger;
}

function hideObject(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, key === 'err' ? value : hide(key, value, 0)]),
  );
}

/** What was read back of a log, searched once more: an earlier release may have hidden less. */
export function hideSecrets(line: unknown): unknown {
  return hide('', line, 0);
}

function hide(key: string, value: unknown, depth: number): unknown {
  if (SECRET_KEYS.has(key.toLowerCase())) return HIDDEN;
  if (typeof value === 'string') return hideInText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return describeError(value);
  if (depth >= MAX_DEPTH || ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return HIDDEN;
  if (Array.isArray(value)) return value.map((item) => hide('', item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([inner, item]) => [inner, hide(inner, item, depth + 1)]),
  );
}

/** A personal link may stand inside a longer text. */
function hideInText(text: string): string {
  return text.replace(/\/join#[\w-]+/g, `/join#${HIDDEN}`);
}

/**
 * What of an error is logged: its kind, where it came from, and its message only where we wrote it ourselves; other
 * libraries put into messages whatever they were given.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return HIDDEN;
  const isOurs = error instanceof CirclewellError;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    type: error.name,
    ...(isOurs ? { kind: error.kind, rule: error.rule, detail: hideInText(error.message) } : {}),
    ...(code === undefined ? {} : { code }),
    frames: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .map((line) => line.trim()),
  };
}
