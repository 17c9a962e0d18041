import { useStore } from 'zustand';
import { Select } from '../ui/Select.tsx';
import { useWords } from '../words/i18n.ts';
import type { DeviceKind } from '../live/contract.ts';
import { useModel } from './modelContext.ts';

/** A choice among the devices of a kind. Draws nothing where the browser leaves no choice. */
export function DeviceSelect({ kind }: { kind: DeviceKind }) {
  const i18n = useWords();
  const { capture } = useModel();
  const options = useStore(capture.store, (view) => view.options[kind]);
  const chosen = useStore(capture.store, (view) => view.chosen[kind]);
  const labels: Readonly<Record<DeviceKind, string>> = {
    camera: i18n._('Camera'),
    microphone: i18n._('Microphone'),
    speaker: i18n._('Speaker'),
  };
  if (options.length === 0) return null;
  const value = options.some(({ id }) => id === chosen) ? chosen : (options[0]?.id ?? null);
  return (
    <Select
      label={labels[kind]}
      options={options}
      value={value}
      onChange={(id) => void capture.choose(kind, id)}
    />
  );
}
