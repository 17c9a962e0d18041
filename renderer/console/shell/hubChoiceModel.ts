import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CirclewellError } from '../../../src/protocol/errors.ts';
import type { HubCheck, HubChoice } from '../../../src/protocol/ipc/hubChoice.ts';
import type { Shell } from '../../platform/shell.ts';
import { asCirclewellError } from '../model/query.ts';

/** What is wrong with an address. */
export type AddressTrouble = Exclude<HubCheck['result'], 'fine'>;

/** The choice of a hub, in its stages (SH84 to SH86). */
export type HubChoiceView = {
  readonly kind: 'own' | 'remote' | null;
  readonly address: string;
  readonly stage: 'asking' | 'checking' | 'changing';
  /** The person wanted to go on and has chosen nothing. */
  readonly isUnchosen: boolean;
  /** About the address as it stands there. */
  readonly trouble: AddressTrouble | null;
  /** The shell has refused the change. */
  readonly error: CirclewellError | null;
};

/** The choice, outside React. */
export interface HubChoiceModel {
  readonly store: StoreApi<HubChoiceView>;
  setKind(kind: 'own' | 'remote'): void;
  setAddress(address: string): void;
  /** Goes on with what stands there, or says what is wrong with it. Does nothing while it is at work. */
  submit(): void;
}

const FRESH = { isUnchosen: false, trouble: null, error: null } as const;

/** An address is tried before it is used. After the change the shell loads the page anew, so nothing comes after it. */
export function createHubChoice(
  shell: Pick<Shell, 'checkHub' | 'chooseHub'>,
  first: Pick<HubChoiceView, 'kind' | 'address'>,
): HubChoiceModel {
  const store = createStore<HubChoiceView>(() => ({ ...first, ...FRESH, stage: 'asking' }));

  async function join(address: string): Promise<void> {
    store.setState({ ...FRESH, stage: 'checking' });
    const check = await shell.checkHub(address);
    if (check.result === 'fine') await change({ kind: 'remote', address: check.address });
    else store.setState({ stage: 'asking', trouble: check.result });
  }

  async function change(choice: HubChoice): Promise<void> {
    store.setState({ ...FRESH, stage: 'changing' });
    await shell.chooseHub(choice);
  }

  return {
    store,
    setKind: (kind) => store.setState({ ...FRESH, kind }),
    setAddress: (address) => store.setState({ ...FRESH, address }),
    submit() {
      const { kind, address, stage } = store.getState();
      if (stage !== 'asking') return;
      if (kind === null) {
        store.setState({ isUnchosen: true });
        return;
      }
      const work = kind === 'own' ? change({ kind }) : join(address);
      work.catch((error: unknown) => store.setState({ stage: 'asking', error: asCirclewellError(error) }));
    },
  };
}
