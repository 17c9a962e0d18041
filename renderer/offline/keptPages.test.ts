import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeptPages, type KeptPagesDeps } from './keptPages.ts';

const ORIGIN = 'https://groups.example.org';
const addressOf = (request: Request | string): string =>
  new URL(typeof request === 'string' ? request : request.url, ORIGIN).pathname;

/** What a browser keeps, in memory. */
function memoryCaches() {
  const made = new Map<string, Map<string, string>>();
  const cacheOf = (name: string) => {
    const held = made.get(name) ?? new Map<string, string>();
    made.set(name, held);
    return {
      put: async (address: string, response: Response) => void held.set(address, await response.text()),
      match: async (request: Request | string) => {
        const text = held.get(addressOf(request));
        return text === undefined ? undefined : new Response(text);
      },
    };
  };
  const caches = {
    open: async (name: string) => cacheOf(name),
    keys: async () => [...made.keys()],
    delete: async (name: string) => made.delete(name),
    match: async (request: Request) => {
      for (const name of made.keys()) {
        const found = await cacheOf(name).match(request);
        if (found) return found;
      }
      return undefined;
    },
  };
  return { made, caches };
}

let hub: 'there' | 'gone' | 'behindProxy' | 'hangs';
let version: string;
let store: ReturnType<typeof memoryCaches>;
beforeEach(() => {
  hub = 'there';
  version = 'one';
  store = memoryCaches();
});
afterEach(() => void vi.useRealTimers());

function pages(files: readonly string[] = ['/assets/a.js']) {
  const fetch: KeptPagesDeps['fetch'] = async (request) => {
    const address = addressOf(request);
    if (hub === 'gone') throw new TypeError('no network');
    if (hub === 'hangs') return new Promise<never>(() => undefined);
    if (hub === 'behindProxy') return new Response('bad gateway', { status: 502 });
    if (address === '/assets/missing.js') return new Response(null, { status: 404 });
    return new Response(`${version} ${address}`);
  };
  return createKeptPages({ caches: store.caches, fetch, files, build: version });
}
const text = async (response: Promise<Response>): Promise<string> => (await response).text();
const place = () => new Request(`${ORIGIN}/today`);

describe('NB60 the console’s page', () => {
  it.each(['gone', 'behindProxy'] as const)(
    'is there with the hub %s, and from the hub when it is there',
    async (how) => {
      const kept = pages();
      await kept.install();
      version = 'two';
      expect(await text(kept.page(place()))).toBe('two /today');
      hub = how;
      expect(await text(kept.page(place()))).toBe('one /');
      expect(await text(kept.file(new Request(`${ORIGIN}/assets/a.js`)))).toBe('one /assets/a.js');
    },
  );

  it('waits for a hub that hangs for some seconds alone', async () => {
    const kept = pages();
    await kept.install();
    hub = 'hangs';
    vi.useFakeTimers();
    const asked = text(kept.page(place()));
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await asked).toBe('one /');
  });

  it('keeps the build before for pages that are open, and no older one', async () => {
    for (const build of ['one', 'two', 'three']) {
      version = build;
      const kept = pages([`/assets/${build}.js`]);
      await kept.install();
      await kept.forgetOld();
    }
    expect([...store.made.keys()]).toEqual(['circlewell-console-two', 'circlewell-console-three']);
    hub = 'gone';
    expect(await text(pages().file(new Request(`${ORIGIN}/assets/two.js`)))).toBe('two /assets/two.js');
    expect(await text(pages().page(place()))).toBe('three /');
  });

  it('does not begin with a file missing', async () => {
    await expect(pages(['/assets/missing.js']).install()).rejects.toThrow('404');
  });
});
