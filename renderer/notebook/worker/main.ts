import '../../platform/withoutEval.ts';
import { createDexieDisk } from '../store/createDexieDisk.ts';
import { createHttpTransport } from '../sync/createHttpTransport.ts';
import { COST } from '../vault/deriveKey.ts';
import { serveNotebook } from './serveNotebook.ts';

/** The notebook's thread (NB2): seals, stores and syncs, so that the page never waits for it. */
serveNotebook({
  line: globalThis,
  openDisk: (staffId, number) =>
    createDexieDisk({
      name: `circlewell-notebook-${staffId}${number === 0 ? '' : `~${number}`}`,
      indexedDB,
      IDBKeyRange,
    }),
  claim: (staffId) => claimAlone(`circlewell-notebook-${staffId}`),
  openTransport: (staffId, signal) =>
    createHttpTransport({ fetch: (...args) => fetch(...args), staffId, signal }),
  timers: {
    now: () => performance.now(),
    after(ms, work) {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  },
  random: () => Math.random(),
  newId: () => crypto.randomUUID(),
  cost: COST,
  now: () => Date.now(),
});

/** The browser keeps the claim until the thread ends, however it ends. */
function claimAlone(name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise(() => undefined);
      })
      .catch(reject);
  });
}
