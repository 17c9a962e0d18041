import { TcpProxy } from '../faults/proxy/TcpProxy.ts';
import { Sky } from '../faults/proxy/Sky.ts';
import { Random } from '../sim/core/Random.ts';
import { freePorts } from './freePorts.ts';
import type { HubEntry } from './hubProcess.ts';
import { startSampleHub, type SampleHub } from './sampleHub.ts';

const HOST = '127.0.0.1';

/** A hub that one program reaches over a line of its own, which can be cut; everybody else reaches it directly. */
export type LinedHub = {
  readonly hub: SampleHub;
  /** With what it is started again on its data and its port, so that it knows the line's end for its own address. */
  readonly againArgs: readonly string[];
  /** The end of the line, as a hub's address. */
  readonly appAddress: string;
  readonly line: { cut(): void; mend(): void };
  /** Idempotent. */
  close(): Promise<void>;
};

/**
 * The shell names the hub's address as its page's origin (SH10), and a hub takes only its own: so the line's end is what the hub is
 * reached by from outside, and members' links are led past it again.
 */
export async function startLinedHub(entry: HubEntry = {}): Promise<LinedHub> {
  const port = await freePorts();
  const appAddress = `http://${HOST}:${port}`;
  const againArgs = ['--public-url', appAddress];
  const started = await startSampleHub(againArgs, entry);
  const sky = new Sky();
  const proxy = await TcpProxy.open({
    listen: { host: HOST, port },
    target: { host: HOST, port: started.port },
    sky,
    random: new Random(1),
  });
  const direct = new URL(started.consoleUrl).origin;
  const members = started.sample.members.map(({ name, url }) => ({
    name,
    url: url.replace(appAddress, direct),
  }));
  return {
    hub: { ...started, sample: { ...started.sample, members } },
    againArgs,
    appAddress,
    line: {
      cut: () => {
        sky.set({ isCut: true });
      },
      mend: () => {
        sky.clear();
      },
    },
    async close() {
      await proxy.close();
      await started.close();
    },
  };
}
