import { isIP } from 'node:net';
import type { HubConfig } from '../config.ts';

/**
 * The configuration without secrets and without anything by which the practice could be known (OP31): what is set, and
 * values only where they are harmless. A new field is left out until it is named here.
 */
export function describeConfig(config: HubConfig): Record<string, string | number | boolean> {
  return {
    listensOn: describeAddress(config.host),
    port: config.port,
    isSample: config.isSample,
    hasCertificate: config.tls !== null,
    hasPublicUrl: config.publicUrl !== null,
    hasAnnouncedAddress: config.media.announcedAddress !== null,
    mediaListensOn: describeAddress(config.media.listenIp),
    mediaPort: config.media.port,
    hasRelays: config.turn !== null,
    keyFrom: config.kek.from,
    timeZone: config.timeZone(),
    logLevel: config.logLevel,
    hasMetricsToken: config.metricsToken !== null,
  };
}

/** Which kind of address it is, where it is one of the machine's own. */
function describeAddress(address: string): string {
  if (address === 'localhost' || address === '::1' || address.startsWith('127.')) return 'this machine';
  if (address === '0.0.0.0' || address === '::') return 'all addresses';
  return `one IPv${isIP(address)} address`;
}
