/** After how long a hub that has not answered counts as away, in milliseconds. */
const PATIENCE_MS = 4_000;
const PREFIX = 'circlewell-console-';
/** Under what address the console's page is kept; it is the same for all of its places. */
const PAGE = '/';

/** What of the browser's caches is used. */
type KeptCache = {
  put(address: string, response: Response): Promise<void>;
  match(address: string): Promise<Response | undefined>;
};

export type KeptPagesDeps = {
  readonly caches: {
    open(name: string): Promise<KeptCache>;
    keys(): Promise<string[]>;
    delete(name: string): Promise<boolean>;
    match(request: Request): Promise<Response | undefined>;
  };
  readonly fetch: (request: Request | string, init?: RequestInit) => Promise<Response>;
  readonly files: readonly string[];
  /** Names what was built: another for every other build. */
  readonly build: string;
};

export interface KeptPages {
  /** Keeps the page and its files. Rejects where one is missing: then the build before stays. */
  install(): Promise<void>;
  /** Lets go of all but this build and the one before, which may still be open somewhere. */
  forgetOld(): Promise<void>;
  /** By its hash: what is kept is what it was. */
  file(request: Request): Promise<Response>;
  /** From the hub; where it does not answer, as it was kept. */
  page(request: Request): Promise<Response>;
}

/** Keeps the files of the console that was built last (NB60). */
export function createKeptPages({ caches, fetch, files, build }: KeptPagesDeps): KeptPages {
  const name = PREFIX + build;

  async function keep(cache: KeptCache, address: string, cacheMode: RequestCache): Promise<void> {
    const response = await fetch(address, { cache: cacheMode });
    if (!response.ok || response.redirected) throw new Error(`${address}: ${response.status}`);
    await cache.put(address, response);
  }

  return {
    async install() {
      const cache = await caches.open(name);
      await keep(cache, PAGE, 'no-store');
      await Promise.all(files.map((address) => keep(cache, address, 'default')));
    },
    async forgetOld() {
      const names = (await caches.keys()).filter((one) => one.startsWith(PREFIX) && one !== name);
      // In the order in which they were made.
      await Promise.all(names.slice(0, -1).map((one) => caches.delete(one)));
    },
    async file(request) {
      return (await caches.match(request)) ?? fetch(request);
    },
    async page(request) {
      const cache = await caches.open(name);
      const late = Promise.withResolvers<null>();
      const timer = setTimeout(() => late.resolve(null), PATIENCE_MS);
      try {
        const answered = await Promise.race([fetch(request), late.promise]);
        if (answered !== null && !isAway(answered)) return answered;
      } catch {
        // Nothing answers at all.
      } finally {
        clearTimeout(timer);
      }
      return (await cache.match(PAGE)) ?? fetch(request);
    },
  };
}

/** What a proxy says before a hub that is not there. */
const isAway = ({ status }: Response): boolean => status >= 502 && status <= 504;
