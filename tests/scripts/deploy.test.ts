import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { adviseHosting } from '../../src/hub/adviseHosting.ts';
import { parseConfig } from '../../src/hub/config.ts';
import { environmentName, SETTINGS } from '../../src/hub/settings.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const EXAMPLE = path.join(ROOT, 'deploy', 'circlewell.example.json');
const config = parseConfig(['--config', EXAMPLE], {}, ROOT);

/** The names that the hub reads from its environment. */
const KNOWN = new Set([
  ...Object.keys(SETTINGS).map(environmentName),
  ...['config', 'kek', 'turn-secret', 'metrics-token'].map(environmentName),
]);

describe('HO30: the files to start from', () => {
  it('the configuration is one that the hub takes, and that lets members in', () => {
    expect(config).toMatchObject({ publicUrl: 'https://groups.example.org', port: 7420 });
    expect(adviseHosting(config, {})).toEqual([]);
  });

  it.each(['circlewell-hub.service', 'Dockerfile', '../docs/hosting.md'])(
    '%s names only settings that there are',
    (file) => {
      const named = read(path.join('deploy', file)).match(/CIRCLEWELL_[A-Z_]+/g) ?? [];
      expect(named.filter((name) => !KNOWN.has(name))).toEqual([]);
      expect(named.length).toBeGreaterThan(0);
    },
  );

  it('the guide names only options and files that there are', () => {
    const guide = read('docs/hosting.md');
    const links = [...guide.matchAll(/\]\((\.\.\/)?([\w./-]+)\)/g)].map(([, up, to]) =>
      path.join(up === undefined ? 'docs' : '', to ?? ''),
    );
    for (const link of links) expect(existsSync(path.join(ROOT, link)), link).toBe(true);
    for (const file of readdirSync(path.join(ROOT, 'deploy')))
      if (!/README|dockerignore/.test(file)) expect(guide).toContain(`deploy/${file}`);
    const quoted = [...guide.matchAll(/"([a-z-]+)":/g)].map(([, name]) => name ?? '');
    for (const name of quoted) expect(Object.keys(SETTINGS), name).toContain(name);
  });

  it.each(['circlewell-hub.service', 'Dockerfile'])('%s starts the bundle that is built', (file) => {
    const text = read(path.join('deploy', file));
    expect(text).toContain('.vite/hub/main.js');
    expect(read('src/hub/vite.config.ts')).toMatch(/outDir: here\('..\/..\/.vite\/hub'\)[\s\S]*main\.js/);
    expect(text).toMatch(/MEDIASOUP_WORKER_BIN=\S+\/\.vite\/mediasoup-worker/);
  });

  it('neither unit nor image leaves the hub’s memory in a file, and both start it again where it hangs (OP60)', () => {
    const unit = read('deploy/circlewell-hub.service');
    for (const line of ['LimitCORE=0', 'StartLimitIntervalSec=0', 'Restart=on-failure'])
      expect(unit.split('\n')).toContain(line);
    expect(read('deploy/Dockerfile')).toMatch(/ENTRYPOINT .*ulimit -c 0; exec node/);
    expect(read('docs/hosting.md')).toContain('--restart unless-stopped');
  });

  it('the image asks for the hub’s health by a command that there is (OP61)', () => {
    const [, command = ''] =
      /HEALTHCHECK[\s\S]*?CMD \["node", "\.vite\/hub\/main\.js", "([\w-]+)"\]/.exec(
        read('deploy/Dockerfile'),
      ) ?? [];
    expect(read('src/hub/commands/runHubCommand.ts')).toContain(`['${command}', {`);
  });

  it('the image is made of scripts and folders that there are, and has what the bundle leaves outside', () => {
    const text = read('deploy/Dockerfile');
    const { scripts, dependencies } = z
      .object({ scripts: z.record(z.string(), z.string()), dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    for (const [, script] of text.matchAll(/npm run ([\w-]+)/g)) expect(scripts).toHaveProperty(script ?? '');
    for (const [, from] of text.matchAll(/^COPY ([\w.-]+) /gm))
      expect(existsSync(path.join(ROOT, from ?? '')), from).toBe(true);
    for (const outside of ['mediasoup', '@node-rs/argon2', '@fastify/swagger', '@fastify/swagger-ui'])
      expect(Object.keys(dependencies)).toContain(outside);
  });

  it('nginx and Caddy lead to the hub’s port, and nginx passes WebSocket upgrades on', () => {
    const nginx = read('deploy/nginx.conf');
    expect(nginx).toContain(`proxy_pass http://127.0.0.1:${config.port};`);
    expect(nginx).toMatch(
      /proxy_set_header Upgrade \$http_upgrade;\s+proxy_set_header Connection "upgrade";/,
    );
    for (const header of ['Host', 'X-Forwarded-For', 'X-Forwarded-Proto'])
      expect(nginx).toContain(`proxy_set_header ${header} `);
    expect(read('deploy/Caddyfile')).toContain(`reverse_proxy 127.0.0.1:${config.port}`);
  });

  it('coturn takes the hub’s passwords, and relays to nobody but the hub', () => {
    const coturn = read('deploy/turnserver.conf');
    expect(coturn).toMatch(/^use-auth-secret$/m);
    expect(coturn).toMatch(/^denied-peer-ip=0\.0\.0\.0-255\.255\.255\.255$/m);
    expect(coturn).toMatch(new RegExp(`^allowed-peer-ip=${config.media.announcedAddress}$`, 'm'));
  });
});
