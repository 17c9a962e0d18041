import type { CSSProperties } from 'react';
import { useWords } from '../../../words/i18n.ts';
import type { LayoutProps } from './CircleStage.tsx';
import { gridColumns } from './gridColumns.ts';
import styles from './Stage.module.css';
import { shareWords } from './shareWords.ts';
import { StageTile } from './StageTile.tsx';

const GAP_PX = 12;
/** From this width on the people stand beside what is in the middle, else below it. */
const BESIDE_PX = 560;

/** The quiet line along a tile's edge: what the arc is in the circle. Only staff see it. */
function SpeakingBar({ share }: { share: number }) {
  const style: CSSProperties & { '--share': string } = { '--share': `${share * 100}%` };
  return <span className={styles.bar} style={style} aria-hidden="true" />;
}

/** The group as tiles; where something is in the middle, it is large and the people stand beside it. */
export function GridStage({ tiles, width, height, spotlit, center }: LayoutProps) {
  const i18n = useWords();
  const hasCenter = center !== undefined || spotlit !== undefined;
  const others = spotlit ? tiles.filter((tile) => tile !== spotlit) : tiles;
  const columns = gridColumns(others.length, width, height);
  const rows = Math.max(1, Math.ceil(others.length / columns));
  const tileWidth = Math.min(
    (width - GAP_PX * (columns - 1)) / columns,
    ((height - GAP_PX * (rows - 1)) / rows) * (4 / 3),
  );
  const style: CSSProperties | undefined =
    hasCenter || width < 480
      ? undefined
      : { gridTemplateColumns: `repeat(${columns}, ${Math.floor(tileWidth)}px)` };
  return (
    <div
      className={hasCenter ? styles.split : styles.whole}
      data-people={width >= BESIDE_PX ? 'beside' : 'below'}
    >
      {hasCenter && (
        <div className={styles.splitCenter}>
          {center?.(null) ??
            (spotlit && (
              <div data-participant-id={spotlit.id}>
                <StageTile tile={spotlit} shape="tile" size="stage" />
              </div>
            ))}
        </div>
      )}
      <ul
        role="list"
        className={hasCenter ? styles.strip : styles.grid}
        style={style}
        aria-label={i18n._('People here')}
      >
        {others.map((tile) => (
          <li key={tile.id} data-participant-id={tile.id} title={shareWords(i18n, tile.share)}>
            <StageTile
              tile={tile}
              shape="tile"
              size={hasCenter ? 'thumb' : 'tile'}
              arc={<SpeakingBar share={tile.share} />}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
