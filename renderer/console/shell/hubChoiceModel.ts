import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CirclewellError } from '../../../src/protocol/errors.ts';
import type { HubCheck } from '../../../src/protocol/ipc/hubChoice.ts';
import type { Shell } from '../../platform/shell.ts';
import { asCirclewellError } from '../model/query.ts';

/** What is wrong with an address. */
export type AddressTrouble = Exclude<HubCheck['result'], 'fine'>;

/** The choice of a hub, in its stages (SH84 to SH86). */
export type HubChoiceView = {
  readonly kind: 'own' | 'remote' | null;
  readonly address: string;
  readonly stage: 'asking' | 'checking' | 'changing';
  /** About the address as it stands there. */
  readonly trouble: AddressTrouble | null;
  /** The shell has refused the change. */
  readonly error: CirclewellError | null;
};

/** The choice, outside React. `go` is undefined while it is impossible. */
export interface HubChoiceModel {
  readonly store: StoreApi<HubChoiceView & { readonly go: (() => void) | undefined }>;
  setKind(kind: 'own' | 'remote'): void;
  setAddress(address: string): void;
}

/** An address is tried before it is used. After the change the shell loads the page anew, so nothing comes after it. */
export function createHubChoice(
  shell: Pick<Shell, 'checkHub' | 'chooseHub'>,
  first: Pick<HubChoiceView, 'kind' | 'address'>,
): HubChoiceModel {
  const store = createStore<HubChoiceView & { go: (() => void) | undefined }>(() => {
    const view: HubChoiceView = { ...first, stage: 'asking', trouble: null, error: null };
    return { ...view, go: goOf(view) };
  });

  function set(change: Partial<HubChoiceView>): void {
    const next = { ...store.getState(), ...change };
    store.setState({ ...next, go: goOf(next) }, true);
  }

  function goOf({ kind, address, stage }: HubChoiceView): (() => void) | undefined {
    const isReady = stage === 'asking' && (kind === 'own' || (kind === 'remote' && address.trim() !== ''));
    return isReady ? go : undefined;
  }

  function go(): void {
    const { kind, address } = store.getState();
    const work = kind === 'own' ? change({ kind }) : join(address);
    work.catch((error: unknown) => {
      set({ stage: 'asking', error: asCirclewellError(error) });
    });
  }

  async function join(address: string): Promise<void> {
    set({ stage: 'checking', trouble: null, error: null });
    const check = await shell.checkHub(address);
    if (check.result === 'fine') await change({ kind: 'remote', address: check.address });
    else set({ stage: 'asking', trouble: check.result });
  }

  async function change(choice: Parameters<Shell['chooseHub']>[0]): Promise<void> {
    set({ stage: 'changing', trouble: null, error: null });
    await shell.chooseHub(choice);
  }

  return {
    store,
    setKind(kind) {
      set({ kind, trouble: null, error: null });
    },
    setAddress(address) {
      set({ address, trouble: null, error: null });
    },
  };
}
