import { parseScalabilityMode } from 'mediasoup-client';
import type { LiveClock } from '../clock.ts';

const DEBOUNCE_MS = 200;

/** At what size somebody's video is drawn. */
export type DrawnSize = 'thumb' | 'tile' | 'stage';

/** How many spatial layers a consumer has, from its `scalabilityMode` (mediasoup: simulcast of n streams is `LnTm`). */
export function spatialLayersOf(scalabilityMode: string | undefined): number {
  return scalabilityMode === undefined ? 1 : parseScalabilityMode(scalabilityMode).spatialLayers;
}

/** The highest spatial layer worth forwarding for a size (CL56), counted from 0. */
export function layerFor(size: DrawnSize, layers: number): number {
  switch (size) {
    case 'thumb':
      return 0;
    case 'tile':
      return Math.floor((layers - 1) / 2);
    case 'stage':
      return layers - 1;
  }
}

/** Holds at what size each person is drawn and reports it once it has settled. */
export interface DrawnSizes {
  set(participantId: string, size: DrawnSize): void;
  /** `tile` where nothing was said. */
  get(participantId: string): DrawnSize;
  close(): void;
}

/** @param onSettled 200 ms after the last change, with all who changed */
export function createDrawnSizes(
  clock: LiveClock,
  onSettled: (participantIds: ReadonlySet<string>) => void,
): DrawnSizes {
  const sizes = new Map<string, DrawnSize>();
  let changed = new Set<string>();
  let callOff = (): void => undefined;
  return {
    set(participantId, size) {
      if (sizes.get(participantId) === size) return;
      sizes.set(participantId, size);
      changed.add(participantId);
      callOff();
      callOff = clock.after(DEBOUNCE_MS, () => {
        const settled = changed;
        changed = new Set();
        onSettled(settled);
      });
    },
    get: (participantId) => sizes.get(participantId) ?? 'tile',
    close: () => callOff(),
  };
}
