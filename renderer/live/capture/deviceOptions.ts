import type { DeviceKind, DeviceOption } from '../contract.ts';
import type { UserMediaDevices } from './mediaDevices.ts';

type Options = Readonly<Record<DeviceKind, readonly DeviceOption[]>>;

const KIND_OF: Readonly<Record<MediaDeviceKind, DeviceKind>> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'speaker',
};

/** The devices there are. Before permission browsers give neither ids nor labels, and such entries are left out. */
export async function listDeviceOptions(devices: UserMediaDevices): Promise<Options> {
  const options: Record<DeviceKind, DeviceOption[]> = { microphone: [], camera: [], speaker: [] };
  for (const { deviceId, kind, label } of await devices.enumerateDevices()) {
    if (deviceId !== '') options[KIND_OF[kind]].push({ id: deviceId, label });
  }
  return options;
}
