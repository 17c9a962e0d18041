import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { turnserverBin } from '../../scripts/provision/coturn.mjs';
import { freePorts } from './freePorts.ts';

/** coturn, as a practice runs it, on this machine. Its owner closes it. */
export type Relay = {
  /** As the hub is told of it. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

const SECRET = 'a secret of hub and relay';
const RELAYED_PORTS = 40;
/** How often it is asked whether it answers, in milliseconds. */
const REPEAT_MS = 100;

/** Whether there is a coturn on this machine. */
export const hasRelay = (): boolean => turnserverBin() !== undefined;

/**
 * Starts it with the file that practices start from; replaced are what belongs to a machine (addresses, ports, certificate, secret) and,
 * since hub and relay are one machine here, that it may relay to the loopback address.
 *
 * @param hubAddress the one address to which it may relay
 */
export async function startRelay(hubAddress: string): Promise<Relay> {
  const folder = await mkdtemp(path.join(tmpdir(), 'circlewell-relay-'));
  const port = await freePorts(1 + RELAYED_PORTS);
  const shipped = await readFile('deploy/turnserver.conf', 'utf8');
  const config = [
    ...shipped
      .split('\n')
      .filter(
        (line) =>
          !/^(tls-listening-port|cert|pkey|listening-port|static-auth-secret|allowed-peer-ip)=/.test(line),
      ),
    `listening-port=${port}`,
    `static-auth-secret=${SECRET}`,
    `allowed-peer-ip=${hubAddress}`,
    'listening-ip=127.0.0.1',
    'relay-ip=127.0.0.1',
    `min-port=${port + 1}`,
    `max-port=${port + RELAYED_PORTS}`,
    'allow-loopback-peers',
    'no-tls',
    'no-dtls',
    `userdb=${path.join(folder, 'users.sqlite')}`,
    `pidfile=${path.join(folder, 'pid')}`,
    'log-file=stdout',
  ];
  const file = path.join(folder, 'turnserver.conf');
  await writeFile(file, config.join('\n'));
  const child = spawn(turnserverBin() ?? 'turnserver', ['-c', file], { stdio: ['ignore', 'pipe', 'ignore'] });
  process.once('exit', () => child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  await Promise.race([
    answered(port),
    exited.then(() => Promise.reject(new Error(`The relay ended:\n${lines.slice(-20).join('\n')}`))),
  ]);
  return {
    env: { CIRCLEWELL_TURN_URLS: `turn:127.0.0.1:${port}?transport=udp`, CIRCLEWELL_TURN_SECRET: SECRET },
    async close() {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when the relay answers, which its log does not tell: it is asked for the address that one has (RFC 8489, a binding request). */
async function answered(port: number): Promise<void> {
  const socket = createSocket('udp4');
  // Until it listens, the kernel says so.
  socket.on('error', () => undefined);
  const request = Buffer.from('000100002112a442', 'hex');
  const ask = () => socket.send(Buffer.concat([request, randomBytes(12)]), port, '127.0.0.1');
  const again = setInterval(ask, REPEAT_MS);
  ask();
  try {
    await new Promise((resolve) => void socket.once('message', resolve));
  } finally {
    clearInterval(again);
    socket.close();
  }
}

/** Lets a page's media go through relays alone. Runs in the page before anything else; self-contained, because it is sent as text. */
export function installRelayOnly(): void {
  const Plain = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Plain {
    constructor(configuration?: RTCConfiguration) {
      super({ ...configuration, iceTransportPolicy: 'relay' });
    }
  };
}
