import { networkInterfaces } from 'node:os';

/** The page scheme of the desktop shell. */
const SHELL_ORIGIN = 'app://circlewell';
const WILDCARDS = ['0.0.0.0', '::'];

/** Where the hub is reached, and which pages are its own. The port is known once it listens. */
export interface HubAddress {
  setPort(port: number): void;
  /** Where staff on this machine open the console; ends with a slash. */
  consoleUrl(): string;
  /** What members' links begin with; no slash at the end. */
  publicUrl(): string;
  /** Whether a request's Origin header names one of the hub's own pages. An absent one does not. */
  isOwnOrigin(origin: string | undefined): boolean;
  /** The origins under which a browser reaches the hub's pages. */
  ownOrigins(): readonly string[];
  /** The addresses of the live socket, as a content security policy names them. */
  socketSources(): readonly string[];
}

/**
 * @param publicUrl what a proxy or a certificate makes of the hub's address, or null where it is reached directly.
 * @param host the address it listens on.
 */
export function createHubAddress({
  publicUrl,
  host,
  isTls,
}: {
  publicUrl: string | null;
  host: string;
  isTls: boolean;
}): HubAddress {
  const scheme = isTls ? 'https' : 'http';
  let own: readonly string[] = [];
  let consoleOrigin = '';
  let publicOrigin = publicUrl === null ? '' : new URL(publicUrl).origin;

  return {
    setPort(port) {
      const originOf = (name: string) =>
        new URL(`${scheme}://${name.includes(':') ? `[${name}]` : name}:${port}`).origin;
      consoleOrigin = originOf(WILDCARDS.includes(host) ? '127.0.0.1' : host);
      if (publicUrl === null) publicOrigin = consoleOrigin;
      own = [...new Set([publicOrigin, ...namesOf(host).map(originOf)])];
    },
    consoleUrl: () => `${consoleOrigin}/`,
    publicUrl: () => publicOrigin,
    isOwnOrigin: (origin) => origin !== undefined && (origin === SHELL_ORIGIN || own.includes(origin)),
    ownOrigins: () => own,
    socketSources: () => own.map((origin) => origin.replace(/^http/, 'ws')),
  };
}

/** The names under which a listener can be reached: fixed ones, never what a request claims, or DNS could be rebound. */
function namesOf(host: string): string[] {
  const local = ['127.0.0.1', 'localhost', '::1'];
  if (!WILDCARDS.includes(host)) return local.includes(host) ? local : [host];
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return [
    ...local,
    ...addresses
      .map(({ address }) => address)
      .filter((address) => !address.includes('%') && !address.startsWith('fe80')),
  ];
}
