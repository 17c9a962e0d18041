import { useWords } from '../../../words/i18n.ts';
import type { Tile } from '../model/stage.ts';
import { useLocal, useSlice } from '../useSession.ts';
import { CenterPiece } from './CenterPiece.tsx';
import { CircleStage } from './CircleStage.tsx';
import { GridStage } from './GridStage.tsx';
import styles from './Stage.module.css';
import { useBox, type Box } from './useBox.ts';

/** Below this width or height a slide does not fit inside the ring of faces. */
const RING_WITH_CENTER_PX = { width: 620, height: 420 };

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
    layout === 'circle' &&
    shown.kind !== 'door' &&
    ((box.width >= RING_WITH_CENTER_PX.width && box.height >= RING_WITH_CENTER_PX.height) ||
      (center === undefined && !spotlit));
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
      {stage.tiles.length <= 1 && center === undefined && <AloneHint />}
    </div>
  );
}

/** What to wait for, or to do, while nobody else is in the room. */
function AloneHint() {
  const i18n = useWords();
  const { people } = useSlice('waiting');
  const rooms = useSlice('rooms');
  if (rooms.isOpen) return null;
  return (
    <p className={styles.alone}>
      {people.length > 0
        ? i18n._('{count, plural, one {# person is waiting} other {# people are waiting}} to be let in.', {
            count: people.length,
          })
        : i18n._('Nobody else is here yet. Who comes waits until you let them in.')}
    </p>
  );
}
