import { expect, it } from 'vitest';
import { parseConfig } from '../config.ts';
import { describeConfig } from './describeConfig.ts';

const ARGUMENTS = Object.entries({
  data: '/srv/harbor/data',
  host: '198.51.100.4',
  port: '443',
  'public-url': 'https://harbor.example.org',
  'announced-address': '203.0.113.9',
  cert: '/etc/harbor/cert.pem',
  key: '/etc/harbor/key.pem',
  'turn-urls': 'turns:harbor.example.org',
}).flatMap(([name, value]) => [`--${name}`, value]);

it('OP31 of the configuration it is told what is set, and only harmless values', () => {
  const told = describeConfig(
    parseConfig(
      ARGUMENTS,
      {
        CIRCLEWELL_KEK: 'harbor-kek',
        CIRCLEWELL_METRICS_TOKEN: 'harbor-metrics-token',
        CIRCLEWELL_TURN_SECRET: 'harbor-turn-secret',
      },
      '/opt/harbor',
    ),
  );
  expect(told).toMatchObject({
    listensOn: 'one IPv4 address',
    port: 443,
    hasCertificate: true,
    hasPublicUrl: true,
    hasAnnouncedAddress: true,
    mediaListensOn: 'all addresses',
    hasRelays: true,
    keyFrom: 'environment',
    hasMetricsToken: true,
  });
  expect(JSON.stringify(told)).not.toMatch(/harbor|198\.51|203\.0/);
});
