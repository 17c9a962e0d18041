import { CirclewellError } from '../../../src/protocol/errors.ts';
import { closingLabel } from '../../../src/protocol/notebook/closing.ts';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import { fromBase64, toBase64 } from '../../notebook/store/base64.ts';
import { MemoryDisk } from '../../notebook/testKit/MemoryDisk.ts';
import { serveNotebook } from '../../notebook/worker/serveNotebook.ts';
import type { SecretKeeper } from '../../platform/platform.ts';
import { createNotebookModel } from './notebookModel.ts';

/** The real notebook under its model, for tests: machines with pages, and one hub that does as it is told. */

export const ANA = { staffId: 'ana', displayName: 'Ana R.' };
export const BEN = { staffId: 'ben', displayName: 'Ben T.' };
export const OLD = 'river stone lantern 42';
export const NEW = 'seven quiet green boats';
export const ANOTHERS = 'the box of another workstation';
export const NOTE = 'note/g/s/m1';
/** What every machine's clock shows, in milliseconds. */
export const NOW = 7;

type Hub = {
  box: string | null;
  isThere: boolean;
  /** What it does with a box that it is given. */
  takes: 'it' | 'nothing' | 'anothers';
  passphrase: string;
  /** The workstations it has met, and since when each is out of use. */
  workstations: Map<string, number | null>;
};
const newHub = (): Hub => ({
  box: null,
  isThere: true,
  takes: 'it',
  passphrase: OLD,
  workstations: new Map(),
});

/** What every workstation here speaks to. */
export const hub = newHub();
const closing = await crypto.subtle.generateKey(
  { name: 'RSA-OAEP', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
  false,
  ['encrypt', 'decrypt'],
);
const ports: MessagePort[] = [];

/** Before each test. */
export function resetKit(): void {
  Object.assign(hub, newHub());
}

/** After each test. */
export function closeKit(): void {
  for (const port of ports.splice(0)) port.close();
}

const answer = <T>(value: T): Promise<T> =>
  hub.isThere ? Promise.resolve(value) : Promise.reject(new CirclewellError('unavailable', 'no hub'));

const noHub = () => Promise.reject(new CirclewellError('unavailable', 'no hub'));

/** A machine: its disks, one for each account, outlive its pages. Of those one has a notebook at a time. */
export function machine(keychain: SecretKeeper | null = null) {
  const memory = new MemoryDisk();
  const others = new Map<string, MemoryDisk>();
  let holder: object | null = null;
  /** Whose console was locked here. */
  const locked = new Set<string>();
  return {
    memory,
    locked,
    page() {
      const opened: string[] = [];
      const told: string[] = [];
      const model = createNotebookModel({
        wasLocked: (staffId) => locked.has(staffId),
        keychain,
        startThread() {
          const { port1: page, port2: thread } = new MessageChannel();
          ports.push(page, thread);
          page.start();
          thread.start();
          const me = {};
          let ids = 0;
          serveNotebook({
            line: thread,
            openDisk(staffId, number) {
              const name = `${staffId}~${number}`;
              const disk = name === `${ANA.staffId}~0` ? memory : (others.get(name) ?? new MemoryDisk());
              others.set(name, disk);
              return disk.open();
            },
            async claim() {
              holder ??= me;
              return holder === me;
            },
            openTransport: () => ({ feeds: noHub, changes: noHub, send: noHub, news: noHub }),
            timers: { now: () => 0, after: () => () => undefined },
            random: () => 0,
            newId: () => `${ports.length}-${(ids += 1)}`,
            cost: { t: 1, m: 8, p: 1 },
            now: () => NOW,
          });
          return {
            line: page,
            end() {
              if (holder === me) holder = null;
            },
          };
        },
        api: {
          processBox: () => answer({ box: hub.box }),
          async putProcessBox({ box, replaces }) {
            await answer(null);
            if (hub.takes === 'nothing') throw new CirclewellError('unavailable', 'not now');
            if (hub.takes === 'anothers') hub.box = ANOTHERS;
            if (hub.box !== null && hub.box !== box && hub.box !== replaces)
              throw new CirclewellError('conflict', 'there is one', 'notes.anotherBox');
            hub.box = box;
            return null;
          },
          async meetWorkstation({ workstation }) {
            await answer(null);
            if (!hub.workstations.has(workstation)) hub.workstations.set(workstation, null);
            const spki = await crypto.subtle.exportKey('spki', closing.publicKey);
            return { id: `id of ${workstation}`, closingKey: toBase64(new Uint8Array(spki)) };
          },
          workstationStanding: ({ workstation }) =>
            answer({ revokedAt: hub.workstations.get(workstation) ?? null }),
        },
        async openWorkstation({ workstation, closedKey }) {
          await answer(null);
          hub.workstations.set(workstation, null);
          const label = new TextEncoder().encode(closingLabel(ANA.staffId, workstation));
          const sealed = fromBase64(closedKey ?? '');
          const key = await crypto.subtle.decrypt({ name: 'RSA-OAEP', label }, closing.privateKey, sealed);
          return { key: toBase64(new Uint8Array(key)) };
        },
        async confirm(passphrase) {
          await answer(null);
          if (passphrase !== hub.passphrase)
            throw new CirclewellError('forbidden', 'wrong', 'account.wrongCurrentPassphrase');
        },
        persist: async () => true,
        onAnotherBox: () => void told.push('another box'),
        onOpened: ({ displayName }) => void opened.push(displayName),
        after: (ms, work) => {
          // Short waits pass at once; what waits for minutes waits.
          const timer = setTimeout(work, ms < 60_000 ? 0 : ms);
          return () => clearTimeout(timer);
        },
      });
      return { model, opened, told, at: () => model.store.getState().access.at };
    },
  };
}
export type Machine = ReturnType<typeof machine>;
export type Page = ReturnType<Machine['page']>;
export async function signIn({ model }: Page, passphrase = hub.passphrase): Promise<void> {
  model.hear(ANA.staffId, passphrase);
  await model.follow(ANA);
}
export function clientOf({ model }: Page): NotebookClient {
  const { access } = model.store.getState();
  if (access.at !== 'open') throw new Error(`The notebook is ${access.at}`);
  return access.client;
}
