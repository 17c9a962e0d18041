import { useStore } from 'zustand';
import type { CaptureView, DeviceKind } from '../live/contract.ts';
import { Select } from '../ui/Select.tsx';
import { useWords } from '../words/i18n.ts';
import { useModel } from './modelContext.ts';

/** A choice among the devices of a kind. Draws nothing where the browser leaves no choice. */
export function DeviceSelect({ kind }: { kind: DeviceKind }) {
  const i18n = useWords();
  const { capture } = useModel();
  const options = useStore(capture.store, (view) => view.options[kind]);
  const inUse = useStore(capture.store, (view) => deviceInUse(view, kind));
  const labels: Readonly<Record<DeviceKind, string>> = {
    camera: i18n._('Camera'),
    microphone: i18n._('Microphone'),
    speaker: i18n._('Speaker'),
  };
  if (options.length === 0) return null;
  return (
    <Select
      label={labels[kind]}
      options={options}
      value={options.some(({ id }) => id === inUse) ? inUse : null}
      placeholder={i18n._('The usual one')}
      onChange={(id) => void capture.choose(kind, id)}
    />
  );
}

/** The device that runs; where none does, the one that was chosen. Of speakers the browser tells only the choice. */
function deviceInUse(view: CaptureView, kind: DeviceKind): string | null {
  const running = kind === 'speaker' ? undefined : view[kind].track?.getSettings().deviceId;
  return running ?? view.chosen[kind];
}
