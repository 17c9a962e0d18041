import { describe, expect, test } from 'vitest';
import { HOSTING_OPTIONS, HUB_HELP, leftToTheHub, parseOptions } from '../../scripts/start/options.mjs';

const ALLOWED = ['sample', 'data', 'port', 'host', 'help', ...HOSTING_OPTIONS];

function optionsOf(args: readonly string[]) {
  const parsed = parseOptions(args, { help: HUB_HELP, allowed: ALLOWED });
  if (parsed.kind === 'help') throw new Error('help was asked for');
  return parsed.options;
}

describe('HO1: npm run hub', () => {
  test.each(HOSTING_OPTIONS)('hands --%s on as it was given', (name) => {
    expect(optionsOf([`--${name}`, 'x']).hosting).toEqual([`--${name}`, 'x']);
  });

  test.each<[string[], NodeJS.ProcessEnv, { port: boolean; data: boolean }]>([
    [[], {}, { port: false, data: false }],
    [['--config', 'hub.json'], {}, { port: true, data: true }],
    [['--config', 'hub.json', '--port', '1', '--data', 'x'], {}, { port: false, data: false }],
    [[], { CIRCLEWELL_CONFIG: 'hub.json' }, { port: true, data: true }],
    [[], { CIRCLEWELL_DATA: '/data' }, { port: false, data: true }],
    [[], { CIRCLEWELL_PORT: '80' }, { port: true, data: false }],
    [[], { CIRCLEWELL_HOST: '::' }, { port: true, data: false }],
    [[], { CIRCLEWELL_PORT: '', CIRCLEWELL_CONFIG: '' }, { port: false, data: false }],
  ])('HO6: %j with %j leaves to the hub: %j', (args, env, left) => {
    expect(leftToTheHub(optionsOf(args), env)).toEqual(left);
  });
});
