import { describe, expect, it } from 'vitest';
import { planHub, type HubSurroundings } from './hubPlan.ts';

const here: HubSurroundings = {
  env: { PATH: '/bin' },
  platform: 'linux',
  home: '/home/ada',
  appDir: '/project',
  resourcesDir: null,
  hubAddress: null,
  port: 7420,
};

describe('SH16: another hub', () => {
  it('is the one of the environment before the one of the settings', () => {
    const settings = { ...here, hubAddress: 'https://hub.example.org' };
    expect(planHub(settings)).toEqual({ kind: 'remote', origin: 'https://hub.example.org' });
    const both = { ...settings, env: { CIRCLEWELL_HUB_URL: 'http://127.0.0.1:7455/' } };
    expect(planHub(both)).toEqual({ kind: 'remote', origin: 'http://127.0.0.1:7455' });
  });

  it.each([
    'http://hub.example.org',
    'ftp://hub.example.org',
    'https://a:b@hub.example.org',
    'hub.example.org',
    'http://127.0.0.1.evil.example',
  ])('cannot be %s', (address) => {
    expect(() => planHub({ ...here, env: { CIRCLEWELL_HUB_URL: address } })).toThrow();
  });
});

describe('SH12 and SH14: a hub of one’s own', () => {
  it('runs from the working copy', () => {
    expect(planHub(here)).toEqual({
      kind: 'own',
      origin: 'http://127.0.0.1:7420',
      entry: '/project/.vite/hub/main.js',
      args: [
        '--data',
        '/home/ada/.local/share/circlewell',
        '--port',
        '7420',
        '--resources',
        '/project/resources',
        '--web',
        '/project/.vite/renderer',
      ],
      env: { PATH: '/bin' },
    });
  });

  it('runs from an installed app, with the worker that was packaged', () => {
    const installed = { ...here, appDir: '/app/resources/app.asar', resourcesDir: '/app/resources' };
    expect(planHub(installed)).toMatchObject({
      entry: '/app/resources/hub/.vite/hub/main.js',
      args: expect.arrayContaining(['/app/resources/resources', '/app/resources/app.asar/.vite/renderer']),
      env: { PATH: '/bin', MEDIASOUP_WORKER_BIN: '/app/resources/mediasoup-worker' },
    });
  });

  it.each<[NodeJS.Platform, NodeJS.ProcessEnv, string]>([
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/circlewell'],
    ['darwin', {}, '/home/ada/Library/Application Support/Circlewell'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Circlewell'],
  ])('keeps its data where npm start does, on %s', (platform, env, dataDir) => {
    expect(planHub({ ...here, platform, env })).toMatchObject({ args: expect.arrayContaining([dataDir]) });
  });
});
