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

const BY_SIZE: readonly DrawnSize[] = ['thumb', 'tile', 'stage'];

/** Holds at what sizes each person is drawn and reports the largest once it has settled. */
export interface DrawnSizes {
  /** One more place draws this person, at this size, until the returned function is called. */
  claim(participantId: string, size: DrawnSize): () => void;
  /** The largest that is drawn; `tile` where nothing is. */
  get(participantId: string): DrawnSize;
  close(): void;
}

/** @param onSettled 200 ms after the last change, with all whose largest size has changed */
export function createDrawnSizes(
  clock: LiveClock,
  onSettled: (participantIds: ReadonlySet<string>) => void,
): DrawnSizes {
  const claims = new Set<{ readonly participantId: string; readonly size: DrawnSize }>();
  let changed = new Set<string>();
  let callOff = (): void => undefined;
  let isClosed = false;

  function get(participantId: string): DrawnSize {
    const drawn = [...claims].filter((claim) => claim.participantId === participantId);
    return BY_SIZE.findLast((size) => drawn.some((claim) => claim.size === size)) ?? 'tile';
  }

  function change(participantId: string, make: () => void): void {
    const before = get(participantId);
    make();
    if (isClosed || get(participantId) === before) return;
    changed.add(participantId);
    callOff();
    callOff = clock.after(DEBOUNCE_MS, () => {
      const settled = changed;
      changed = new Set();
      onSettled(settled);
    });
  }

  return {
    claim(participantId, size) {
      const claim = { participantId, size };
      change(participantId, () => claims.add(claim));
      return () => change(participantId, () => claims.delete(claim));
    },
    get,
    close() {
      isClosed = true;
      callOff();
    },
  };
}
