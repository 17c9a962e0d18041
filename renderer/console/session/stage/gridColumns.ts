const TILE_RATIO = 4 / 3;

/** The number of columns with which tiles of 4 to 3 become largest in a box. */
export function gridColumns(count: number, width: number, height: number): number {
  let best = { columns: 1, size: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns);
    const size = Math.min(width / columns, (height / rows) * TILE_RATIO);
    if (size > best.size) best = { columns, size };
  }
  return best.columns;
}
