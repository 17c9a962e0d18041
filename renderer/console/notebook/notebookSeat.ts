import { createStore, type StoreApi } from 'zustand/vanilla';
import { NotebookClient } from '../../notebook/NotebookClient.ts';
import { Queue } from '../../notebook/store/Queue.ts';
import type { CallReply, Line } from '../../notebook/worker/contract.ts';
import type { NotebookAccess } from './NotebookContext.ts';
import type { NotebookOwner, NotebookQuestion, NotebookView } from './notebookView.ts';

export type NotebookSeatDeps = {
  /** Starts the thread; `end` terminates it. @param onFailed it could not be started, or broke */
  readonly startThread: (onFailed: () => void) => { readonly line: Line; readonly end: () => void };
  /** @returns what takes it back */
  readonly after: (ms: number, work: () => void) => () => void;
};

/** Whose notebook the page has, with its thread. */
export type Seat = {
  readonly owner: NotebookOwner;
  readonly client: NotebookClient;
  readonly end: () => void;
  /** How the notebook is locked; null until the thread has said so. */
  claim: CallReply<'claim'> | null;
  /** The hub's box, while its recovery key is asked for. */
  foreignBox: string | null;
  /** Stops asking how the workstation stands. */
  rest: () => void;
};

/** How often a lock is tried that found something not durable, and how long apart, in milliseconds. */
const LOCK_TRIES = 5;
const LOCK_AGAIN_MS = 500;

const NOBODYS: Omit<NotebookView, 'isPersistent'> = {
  access: { at: 'none' },
  question: null,
  recoveryKey: null,
  workstationId: null,
  waitingLocked: null,
  aside: [],
};

/** The page's notebook, which one person has at a time, and what is shown of it. What is done with it is done one after another. */
export class NotebookSeat {
  readonly store: StoreApi<NotebookView> = createStore<NotebookView>(() => ({
    ...NOBODYS,
    isPersistent: null,
  }));
  readonly #deps: NotebookSeatDeps;
  readonly #turns = new Queue();
  #taken: Seat | null = null;

  constructor(deps: NotebookSeatDeps) {
    this.#deps = deps;
  }

  /** Null where nobody has it. */
  get taken(): Seat | null {
    return this.#taken;
  }

  get isOpen(): boolean {
    return this.store.getState().access.at === 'open';
  }

  put(access: NotebookAccess, question: NotebookQuestion | null = null): void {
    this.store.setState({ access, question });
  }

  /** Does something when it is its turn. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.run(work);
  }

  /** The same with the notebook that there is; what breaks in it is told as that. @param otherwise the answer where there is none, or it breaks */
  use<T>(otherwise: T, work: (mine: Seat) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      if (this.#taken === null) return otherwise;
      try {
        return await work(this.#taken);
      } catch {
        this.put({ at: 'failed' });
        return otherwise;
      }
    });
  }

  /** Starts a notebook's thread for somebody, who ends it. */
  start(owner: NotebookOwner): Seat {
    const { startThread, after } = this.#deps;
    const { line, end } = startThread(() => this.put({ at: 'failed' }));
    const client = new NotebookClient({ line, staffId: owner.staffId, after });
    return { owner, client, end, claim: null, foreignBox: null, rest: () => undefined };
  }

  /** Gives the notebook to somebody, or to nobody, where it is not theirs already. In its turn. @returns theirs, where it is new */
  async give(owner: NotebookOwner | null): Promise<Seat | null> {
    if (owner?.staffId === this.#taken?.owner.staffId) return null;
    await this.#end();
    if (owner === null) return null;
    this.put({ at: 'starting' });
    try {
      return (this.#taken = this.start(owner));
    } catch {
      this.put({ at: 'failed' });
      return null;
    }
  }

  /** @returns whether the keys are forgotten: a disk without room keeps what was typed in memory, and the notebook open */
  async forgetKeys({ client }: Seat): Promise<boolean> {
    if (!this.isOpen) return true;
    for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
      if (await client.lock()) return true;
      await new Promise<void>((resolve) => void this.#deps.after(LOCK_AGAIN_MS, resolve));
    }
    return false;
  }

  async #end(): Promise<void> {
    const ended = this.#taken;
    if (ended === null) return;
    // What cannot be made durable now cannot be kept: the page is left.
    await this.forgetKeys(ended).catch(() => undefined);
    this.#taken = null;
    ended.rest();
    ended.end();
    this.store.setState(NOBODYS);
  }
}
