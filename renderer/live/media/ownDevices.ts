import type { Participant } from '../../../src/protocol/session/people.ts';
import type { Capture } from '../contract.ts';
import type { HubLink } from './hubLink.ts';

type OwnSource = 'mic' | 'camera';
const KIND_OF = { mic: 'microphone', camera: 'camera' } as const;

/** The person's own microphone and camera, between their word, the session's state and the devices. */
export interface OwnDevices {
  /** Switches a source on or off (CL43). Rejects with a CirclewellError where the hub refuses. */
  set(source: OwnSource, isOn: boolean): Promise<void>;
  /** Off by the person's word, whatever the state still says. */
  isHeldBack(source: OwnSource): boolean;
  /** Acts on the state: opens, releases, disables devices, and corrects the hub where there is none (CL44 to CL48). */
  follow(own: Participant | null): void;
  /** Ends it; disabled tracks are enabled again, because the capture outlives the session. */
  close(): void;
}

/** @param onChange what may be sent has changed other than by the state or the devices */
export function createOwnDevices(options: {
  link: HubLink;
  capture: Capture;
  onChange: () => void;
}): OwnDevices {
  const { link, capture } = options;
  const heldBack = new Set<OwnSource>();
  /** Sources that the hub has been told to switch off for want of a device, until they are off. */
  const toldOff = new Set<OwnSource>();
  let wasHere = false;
  let wasOn: Record<OwnSource, boolean> = { mic: false, camera: false };
  let isClosed = false;

  function tell(source: OwnSource, isOn: boolean): Promise<void> {
    return link.send(source === 'mic' ? { type: 'setMic', isOn } : { type: 'setCamera', isOn });
  }

  function setEnabled(isEnabled: boolean): void {
    const { microphone, camera } = capture.store.getState();
    for (const track of [microphone.track, camera.track])
      if (track && track.enabled !== isEnabled) track.enabled = isEnabled;
  }

  function followOne(source: OwnSource, isOn: boolean, wasOnBefore: boolean): void {
    const kind = KIND_OF[source];
    if (!isOn) {
      heldBack.delete(source);
      toldOff.delete(source);
      // Not where there is trouble only: the person should still be able to read what it is.
      if (wasOnBefore && source === 'camera' && capture.store.getState().camera.track)
        capture.release('camera');
      return;
    }
    const { track, trouble } = capture.store.getState()[kind];
    if (track) {
      toldOff.delete(source);
    } else if (heldBack.has(source)) {
      return;
    } else if (trouble === null) {
      void capture.open(kind);
    } else if (!toldOff.has(source)) {
      toldOff.add(source);
      tell(source, false).catch(() => undefined);
    }
  }

  return {
    async set(source, isOn) {
      if (!isOn) {
        heldBack.add(source);
        options.onChange();
        if (source === 'camera') capture.release('camera');
        await tell(source, false);
        return;
      }
      heldBack.delete(source);
      options.onChange();
      await capture.open(KIND_OF[source]);
      if (isClosed || heldBack.has(source) || !capture.store.getState()[KIND_OF[source]].track) return;
      await tell(source, true);
    },
    isHeldBack: (source) => heldBack.has(source),
    follow(own) {
      const isHere = own?.presence.stage === 'present' || own?.presence.stage === 'waiting';
      const isOn = { mic: isHere && own.isMicOn, camera: isHere && own.isCameraOn };
      const before = wasOn;
      const wasHereBefore = wasHere;
      // First of all, because what follows changes the capture, and that comes back here.
      wasOn = isOn;
      wasHere = isHere;
      followOne('mic', isOn.mic, before.mic);
      followOne('camera', isOn.camera, before.camera);
      // Over, left or removed: no light stays on. Only in that moment, because who comes back opens devices before they arrive.
      if (wasHereBefore && !isHere) {
        capture.release('microphone');
        capture.release('camera');
      }
      setEnabled(!own?.isShielded);
    },
    close() {
      isClosed = true;
      setEnabled(true);
    },
  };
}
