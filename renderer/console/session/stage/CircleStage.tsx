import { useMemo, type CSSProperties, type ReactNode } from 'react';
import { useWords } from '../../../words/i18n.ts';
import { arcPath, circleGeometry } from '../circle/circleGeometry.ts';
import type { Tile } from '../model/stage.ts';
import styles from './Stage.module.css';
import type { Box } from './useBox.ts';
import { shareWords } from './shareWords.ts';
import { StageTile } from './StageTile.tsx';

export type LayoutProps = {
  tiles: readonly Tile[];
  width: number;
  height: number;
  spotlit: Tile | undefined;
  /** Draws what is in the middle, given the space there; undefined where nothing is. */
  center: ((box: Box | null) => ReactNode) | undefined;
};

const RING_RADIUS = 50;

/** The quiet ring round a face: the longer the arc, the more of the talking was theirs. Only staff see it. */
function SpeakingArc({ share }: { share: number }) {
  return (
    <svg className={styles.arc} viewBox="-52 -52 104 104" aria-hidden="true">
      <circle r={RING_RADIUS} className={styles.arcRing} />
      {share > 0.005 && <path d={arcPath(share, RING_RADIUS)} className={styles.arcPart} />}
    </svg>
  );
}

/** The group seated in a ring, in the order of their seats (CO4). */
export function CircleStage({ tiles, width, height, spotlit, center }: LayoutProps) {
  const i18n = useWords();
  const hasCenter = center !== undefined || spotlit !== undefined;
  const geometry = useMemo(
    () => circleGeometry(tiles.length, width, height, hasCenter),
    [tiles.length, width, height, hasCenter],
  );
  const size = geometry.faceSize >= 110 ? 'tile' : 'thumb';
  const box = geometry.center;
  const centerStyle: CSSProperties = {
    insetInlineStart: box.x,
    insetBlockStart: box.y,
    inlineSize: box.width,
    blockSize: box.height,
  };
  return (
    <>
      {hasCenter && (
        <div className={styles.center} style={centerStyle}>
          {center?.(box) ?? (spotlit && <StageTile tile={spotlit} shape="tile" size="stage" />)}
        </div>
      )}
      <ul role="list" className={styles.ring} aria-label={i18n._('People here')}>
        {tiles.map((tile, index) => {
          const seat = geometry.seats[index];
          if (!seat) return null;
          const place: CSSProperties = {
            insetInlineStart: seat.x - geometry.faceSize / 2,
            insetBlockStart: seat.y - geometry.faceSize / 2,
            inlineSize: geometry.faceSize,
          };
          return (
            <li
              key={tile.id}
              className={styles.seat}
              style={place}
              data-participant-id={tile.id}
              title={shareWords(i18n, tile.share)}
            >
              <StageTile tile={tile} shape="circle" size={size} arc={<SpeakingArc share={tile.share} />} />
            </li>
          );
        })}
      </ul>
    </>
  );
}
