import { describe, expect, it } from 'vitest';
import { hubKeyFiles, hubToUse, planOwnHub, type HubSurroundings } from './hubPlan.ts';

const here: HubSurroundings = {
  env: { PATH: '/bin' },
  platform: 'linux',
  home: '/home/ada',
  appDir: '/project',
  resourcesDir: null,
};
const PORT = 7420;

describe('SH16: another hub', () => {
  it('is the one of the environment before the one that was chosen, and is then fixed', () => {
    const chosen = { kind: 'remote', address: 'https://hub.example.org' } as const;
    expect(hubToUse({}, chosen)).toEqual({ choice: chosen, isFixed: false });
    expect(hubToUse({ CIRCLEWELL_HUB_URL: '' }, null)).toEqual({ choice: null, isFixed: false });
    expect(hubToUse({ CIRCLEWELL_HUB_URL: 'http://127.0.0.1:7455/' }, chosen)).toEqual({
      choice: { kind: 'remote', address: 'http://127.0.0.1:7455' },
      isFixed: true,
    });
  });

  it.each([
    'http://hub.example.org',
    'ftp://hub.example.org',
    'https://a:b@hub.example.org',
    'hub.example.org',
    'http://127.0.0.1.evil.example',
  ])('cannot be %s', (address) => {
    expect(() => hubToUse({ CIRCLEWELL_HUB_URL: address }, null)).toThrow();
  });
});

describe('SH12 and SH14: a hub of one’s own', () => {
  it('runs from the working copy', () => {
    expect(planOwnHub(here, PORT, null)).toEqual({
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
    expect(planOwnHub(installed, PORT, null)).toMatchObject({
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
    expect(planOwnHub({ ...here, platform, env }, PORT, null)).toMatchObject({
      args: expect.arrayContaining([dataDir]),
    });
  });
});

describe('SH57: the key', () => {
  it('goes into the hub’s environment, and never onto its command line', () => {
    const plan = planOwnHub(here, PORT, 'the-key');
    expect(plan.env).toEqual({ PATH: '/bin', CIRCLEWELL_KEK: 'the-key' });
    expect(JSON.stringify(plan.args)).not.toContain('the-key');
  });

  it('is where the hub itself looks for it', () => {
    expect(hubKeyFiles(here)).toEqual({
      keyFile: '/home/ada/.local/share/circlewell-keys/kek',
      sealedFile: '/home/ada/.local/share/circlewell-keys/kek.sealed',
      sampleKeyFile: '/home/ada/.local/share/circlewell/sample-kek',
    });
  });
});
