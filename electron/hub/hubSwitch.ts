import { CirclewellError } from '../../src/protocol/errors.ts';
import type { HubChoice } from '../../src/protocol/ipc/hubChoice.ts';
import type { KeyPlace, ShellState } from '../../src/protocol/ipc/shellState.ts';
import type { HubLink } from './hubSupervisor.ts';
import { remoteHub } from './remoteHub.ts';

/** A hub of the shell's own that is being started: where it will answer, and, later, what became of its key. */
export type OwnHub = {
  readonly origin: string;
  /** No link where there is no key. Never rejects. */
  readonly opened: Promise<{
    readonly key: KeyPlace;
    readonly link: HubLink | null;
    /** It was asked to move to a new key, and is being started with it. */
    readonly isKeyChanging: boolean;
  }>;
};

export type HubSwitchOptions = {
  readonly first: { readonly choice: HubChoice | null; readonly isFixed: boolean };
  readonly openOwn: (isKeyChanging: boolean) => Promise<OwnHub>;
  /** Something that `inUse` or `key` say has changed. */
  readonly onChange: () => void;
};

/** The hub in use, which may be changed between sessions. */
export interface HubSwitch {
  inUse(): ShellState['hub'];
  key(): KeyPlace;
  /** Where the hub answers or will answer; null where there is none. */
  address(): string | null;
  /** The hub's origin once it answers. Rejects with `unavailable`. */
  origin(): Promise<string>;
  /**
   * Closes the hub that was in use and opens another one.
   *
   * @throws CirclewellError `conflict` where whoever started the app has named the hub.
   */
  choose(choice: HubChoice): Promise<void>;
  /** Opens the shell's own hub again where its key could not be had. */
  retryKey(): Promise<void>;
  /**
   * Closes the shell's own hub and opens it on a new key; resolves once it answers (SH87).
   *
   * @throws CirclewellError `conflict` where there is no such hub with a key of the shell's; `unavailable` where no new key could be kept,
   *   or the hub did not come up: it opens with the one of both keys that fits.
   */
  changeKey(): Promise<void>;
  /** Idempotent; resolves when a hub of the shell's own has ended. */
  close(): Promise<void>;
}

type InUse = {
  readonly choice: HubChoice;
  readonly origin: string;
  key: KeyPlace;
  isKeyChanging: boolean;
  readonly link: Promise<HubLink | null>;
};

/** Opens the first hub and gives back the switch. Changes happen one after another, in the order they were asked for. */
export async function openHubSwitch({ first, openOwn, onChange }: HubSwitchOptions): Promise<HubSwitch> {
  let current: InUse | null = null;
  let isClosed = false;
  let queue: Promise<void> = Promise.resolve();

  async function open(choice: HubChoice | null, isKeyChanging = false): Promise<void> {
    if (choice === null) current = null;
    else if (choice.kind === 'remote') {
      const link = Promise.resolve(remoteHub(choice.address));
      current = { choice, origin: choice.address, key: { at: 'elsewhere' }, link, isKeyChanging: false };
    } else current = await openOwnHub(choice, isKeyChanging);
    onChange();
  }

  async function openOwnHub(choice: HubChoice, isKeyChanging: boolean): Promise<InUse> {
    const { origin, opened } = await openOwn(isKeyChanging);
    const opening: InUse = {
      choice,
      origin,
      key: { at: 'opening' },
      isKeyChanging: false,
      link: opened.then(({ key, link, isKeyChanging: isChanging }) => {
        opening.key = key;
        opening.isKeyChanging = isChanging;
        onChange();
        return link;
      }),
    };
    return opening;
  }

  async function leave(): Promise<void> {
    const link = await current?.link;
    await link?.close();
  }

  /** Runs after whatever was asked for before; that it failed is the affair of the one who asked. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  }

  await open(first.choice);
  return {
    inUse() {
      if (current === null) return { kind: 'none' };
      const { choice } = current;
      if (choice.kind === 'own') return { kind: 'own' };
      return { kind: 'remote', address: choice.address, isFixed: first.isFixed };
    },
    key: () => current?.key ?? { at: 'elsewhere' },
    address: () => current?.origin ?? null,
    async origin() {
      const link = await current?.link;
      if (!link) throw new CirclewellError('unavailable', 'there is no hub');
      return link.origin();
    },
    choose(choice) {
      if (first.isFixed)
        return Promise.reject(new CirclewellError('conflict', 'the hub is given from outside'));
      return inTurn(async () => {
        if (isClosed) return;
        await leave();
        await open(choice);
      });
    },
    retryKey() {
      return inTurn(async () => {
        await current?.link;
        if (isClosed || (current?.key.at !== 'locked' && current?.key.at !== 'broken')) return;
        await open(current.choice);
      });
    },
    changeKey() {
      return inTurn(async () => {
        await current?.link;
        if (isClosed || (current?.key.at !== 'keychain' && current?.key.at !== 'keyFile'))
          throw new CirclewellError('conflict', 'there is no key to change');
        await leave();
        await open(current.choice, true);
        const link = await current.link;
        await link?.origin();
        if (!current.isKeyChanging) throw new CirclewellError('unavailable', 'no new key could be kept');
      });
    },
    close() {
      isClosed = true;
      return inTurn(leave);
    },
  };
}
