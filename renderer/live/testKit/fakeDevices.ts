import type { UserMediaDevices } from '../capture/mediaDevices.ts';
import { FakeStream } from './fakeStream.ts';
import { FakeTrack } from './fakeTrack.ts';

type Input = { readonly id: string; readonly kind: 'audio' | 'video' };

/** Devices of a machine that a test plugs and unplugs. */
export class FakeDevices implements UserMediaDevices {
  inputs: Input[];
  /** Thrown instead of giving a device. */
  refusal: Error | null = null;
  /** When set, each answer waits for it. */
  gate: Promise<void> | null = null;
  readonly asked: MediaStreamConstraints[] = [];
  readonly given: FakeTrack[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(...inputs: Input[]) {
    this.inputs = inputs;
  }

  async getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream> {
    this.asked.push(constraints);
    await this.gate;
    if (this.refusal) throw this.refusal;
    const kind = constraints.audio ? 'audio' : 'video';
    const wanted = exactDeviceId(constraints);
    const input = this.inputs.find(
      (input) => input.kind === kind && (wanted === null || input.id === wanted),
    );
    if (!input) throw new DOMException('none', wanted === null ? 'NotFoundError' : 'OverconstrainedError');
    const track = new FakeTrack(kind, input.id);
    this.given.push(track);
    return new FakeStream([track]);
  }

  async enumerateDevices() {
    return this.inputs.map(({ id, kind }) => ({
      deviceId: id,
      label: id,
      kind: kind === 'audio' ? ('audioinput' as const) : ('videoinput' as const),
    }));
  }

  addEventListener(_type: 'devicechange', listener: () => void): void {
    this.#listeners.add(listener);
  }
  removeEventListener(_type: 'devicechange', listener: () => void): void {
    this.#listeners.delete(listener);
  }

  /** Tracks that are still running. */
  get running(): FakeTrack[] {
    return this.given.filter((track) => track.readyState === 'live');
  }
}

function exactDeviceId({ audio, video }: MediaStreamConstraints): string | null {
  const constraints = audio ?? video;
  if (typeof constraints !== 'object') return null;
  const { deviceId } = constraints;
  return typeof deviceId === 'object' && 'exact' in deviceId && typeof deviceId.exact === 'string'
    ? deviceId.exact
    : null;
}
