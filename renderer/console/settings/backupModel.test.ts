import { describe, expect, it } from 'vitest';
import type { BackupState } from '../../../src/protocol/api/backups.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { createBackupModel } from './backupModel.ts';

const running = (fraction: number): BackupState => ({ stage: 'running', phase: 'sealing', fraction });
const ready: BackupState = { stage: 'ready', name: 'x.backup', bytes: 5, expiresAt: 9 };

function make(states: BackupState[]) {
  const begun: object[] = [];
  const runs = new Map<number, () => void>();
  let looks = 0;
  const model = createBackupModel({
    api: {
      backups: () =>
        Promise.resolve({ state: states[looks++] ?? { stage: 'none' as const }, lastMadeAt: null }),
      beginBackup: (body) => {
        if (body.passphrase === 'weak')
          return Promise.reject(new CirclewellError('invalid', 'x', 'account.weakPassphrase'));
        begun.push(body);
        return Promise.resolve({ recoveryKey: body.passphrase === undefined ? 'abcd-efgh' : null });
      },
    },
    timers: {
      set: (run) => {
        runs.set(runs.size + 1, run);
        return runs.size;
      },
      clear: (timer) => void runs.delete(timer),
    },
  });
  const tick = async () => {
    const [[id, run] = [0, () => undefined]] = runs;
    runs.delete(id);
    run();
    await settled();
  };
  return { model, begun, runs, tick };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));
const stateOf = ({ model }: ReturnType<typeof make>) => {
  const view = model.backups.store.getState();
  return view.stage === 'ready' ? view.value.state : view.stage;
};

describe('OP7 the backup in the settings', () => {
  it('looks again while one is under way, and then no more', async () => {
    const made = make([running(0.1), running(0.6), ready]);
    made.model.open();
    await settled();
    expect(stateOf(made)).toEqual(running(0.1));
    await made.tick();
    expect(stateOf(made)).toEqual(running(0.6));
    await made.tick();
    expect(stateOf(made)).toEqual(ready);
    expect(made.runs.size).toBe(0);
  });

  it('looks no more once it is left', async () => {
    const made = make([running(0.1)]);
    made.model.open();
    await settled();
    made.model.close();
    expect(made.runs.size).toBe(0);
  });

  it('keeps a recovery key until it is put away, and none where there is a passphrase', async () => {
    const made = make([{ stage: 'none' }, running(0), running(0)]);
    made.model.open();
    await made.model.begin(null);
    expect(made.begun).toEqual([{}]);
    expect(made.model.recoveryKey.getState()).toBe('abcd-efgh');
    made.model.putKeyAway();
    expect(made.model.recoveryKey.getState()).toBeNull();
    await made.model.begin('river stone lantern');
    expect(made.begun[1]).toEqual({ passphrase: 'river stone lantern' });
    expect(made.model.recoveryKey.getState()).toBeNull();
    expect(made.runs.size).toBe(1);
  });

  it('lets the form say why a passphrase is refused', async () => {
    const made = make([]);
    await expect(made.model.begin('weak')).rejects.toMatchObject({ rule: 'account.weakPassphrase' });
  });
});
