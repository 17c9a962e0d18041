import type { Tile } from '../model/stage.ts';
import { useLocal, useSlice } from '../useSession.ts';
import { CenterPiece } from './CenterPiece.tsx';
import { CircleStage } from './CircleStage.tsx';
import { GridStage } from './GridStage.tsx';
import styles from './Stage.module.css';
import { useBox, type Box } from './useBox.ts';

/** Below this width a slide does not fit inside the ring of faces. */
const RING_WITH_CENTER_PX = 620;

/** The people in the room one stands in, as a circle or a grid, around what is shown to everyone (CO4). */
export function Stage() {
  const stage = useSlice('stage');
  const { layout, isSelfHidden } = useLocal();
  const [ref, box] = useBox();
  const tiles: readonly Tile[] = isSelfHidden ? stage.tiles.filter((tile) => !tile.isSelf) : stage.tiles;
  const spotlit = tiles.find((tile) => tile.isSpotlit);
  const { center: shown } = stage;
  const center =
    shown.kind === 'people' ? undefined : (space: Box | null) => <CenterPiece center={shown} box={space} />;
  const isRing =
    layout === 'circle' && (box.width >= RING_WITH_CENTER_PX || (center === undefined && !spotlit));
  return (
    <div ref={ref} className={styles.stage} data-testid="stage" data-layout={isRing ? 'circle' : 'grid'}>
      {isRing ? (
        <CircleStage
          tiles={tiles}
          width={box.width}
          height={box.height}
          spotlit={center ? undefined : spotlit}
          center={center}
        />
      ) : (
        <GridStage
          tiles={tiles}
          width={box.width}
          height={box.height}
          spotlit={center ? undefined : spotlit}
          center={center}
        />
      )}
    </div>
  );
}
