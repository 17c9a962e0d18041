import type { HubLink } from './hubSupervisor.ts';

/** The link to a hub that runs elsewhere: it is where it is, and not ours to end. */
export function remoteHub(origin: string): HubLink {
  return {
    origin: () => Promise.resolve(origin),
    close: () => Promise.resolve(),
  };
}
