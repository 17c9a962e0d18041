import { z } from 'zod';

/** The smallest window, in device-independent pixels: a phone's width, as every screen must work at. */
export const MIN_WINDOW = { width: 360, height: 480 } as const;
const FIRST_WINDOW = { width: 1440, height: 900 } as const;
/** So much of a window must be on a screen that a person can take hold of it. */
const MIN_VISIBLE = 80;

/** Where the window stands, in device-independent pixels. */
export const windowPlaceSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(MIN_WINDOW.width).max(20_000),
  height: z.number().int().min(MIN_WINDOW.height).max(20_000),
  isMaximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

/** A place and the screens that there were, since a laptop stands alone on some days and beside two screens on others. */
export const keptPlaceSchema = z.object({ arrangement: z.string().max(500), place: windowPlaceSchema });
export type KeptPlace = z.infer<typeof keptPlaceSchema>;
/** How many arrangements of screens are remembered. */
export const MAX_KEPT_PLACES = 8;

/** The part of a screen that windows may use. */
export type WorkArea = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** What a window is made with; without `x` and `y` the system centres it. */
export type OpeningPlace = { width: number; height: number; x?: number; y?: number };

/** Today's screens in one word, whatever order the system names them in. */
export function arrangementOf(areas: readonly WorkArea[]): string {
  const names = areas.map(({ x, y, width, height }) => `${width}x${height}@${x},${y}`);
  return names.sort().join(' ').slice(0, 500);
}

/** Where the window stood with these screens; with screens not seen before, where it stood last. */
export function placeFor(kept: readonly KeptPlace[], areas: readonly WorkArea[]): WindowPlace | null {
  const arrangement = arrangementOf(areas);
  return (kept.find((one) => one.arrangement === arrangement) ?? kept[0])?.place ?? null;
}

/** The kept places with a new one on top; each arrangement once. */
export function withPlace(
  kept: readonly KeptPlace[],
  areas: readonly WorkArea[],
  place: WindowPlace,
): KeptPlace[] {
  const arrangement = arrangementOf(areas);
  const others = kept.filter((one) => one.arrangement !== arrangement);
  return [{ arrangement, place }, ...others].slice(0, MAX_KEPT_PLACES);
}

/** Whether enough of a window is on one of the screens that a person can take hold of it. */
export function isReachable(place: Omit<WindowPlace, 'isMaximized'>, areas: readonly WorkArea[]): boolean {
  const { x, y, width } = place;
  return areas.some((area) => {
    const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    // The title bar is on top; a window below the edge or above it cannot be dragged.
    const isTopInside = y >= area.y && y <= area.y + area.height - MIN_VISIBLE;
    return across >= MIN_VISIBLE && isTopInside;
  });
}

/** The place kept from last time, if enough of it is on one of today's screens; else the first window's size. */
export function openingPlace(kept: WindowPlace | null, areas: readonly WorkArea[]): OpeningPlace {
  if (kept === null) return fit(FIRST_WINDOW, areas[0]);
  const { x, y, width, height } = kept;
  return isReachable(kept, areas) ? { x, y, width, height } : fit({ width, height }, areas[0]);
}

function fit(
  size: { readonly width: number; readonly height: number },
  area: WorkArea | undefined,
): OpeningPlace {
  if (area === undefined) return { ...size };
  return { width: Math.min(size.width, area.width), height: Math.min(size.height, area.height) };
}
