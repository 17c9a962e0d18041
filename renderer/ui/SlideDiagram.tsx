import type { Diagram } from '../../src/domain/curriculum/diagram.ts';
import styles from './SlideDiagram.module.css';

/** A slide's drawing. Its labels are real text beside the lines, so that they grow and wrap; its alternative is what is read out. */
export function SlideDiagram({ diagram }: { diagram: Diagram }) {
  return (
    <figure className={styles.diagram} role="img" aria-label={diagram.alt} data-diagram={diagram.name}>
      {diagram.name === 'wave' && <Wave labels={diagram.labels} />}
      {diagram.name === 'loop' && <Loop labels={diagram.labels} />}
      {diagram.name === 'layers' && <Layers labels={diagram.labels} />}
    </figure>
  );
}

function Wave({ labels }: { labels: readonly string[] }) {
  return (
    <>
      <svg className={styles.wave} viewBox="0 0 600 160" preserveAspectRatio="none">
        <path className={styles.baseline} d="M0 150H600" />
        <path className={styles.swell} d="M0 148C150 144 190 16 300 14C410 16 450 152 600 148V150H0Z" />
        <path className={styles.curve} d="M0 148C150 144 190 16 300 14C410 16 450 152 600 148" />
      </svg>
      <div className={styles.waveLabels}>
        {labels.map((label) => (
          <span key={label}>{label}</span>
        ))}
      </div>
    </>
  );
}

/** Half the ring's width and height, in percent of its box. */
const RING_X = 37;
const RING_Y = 38;

function Loop({ labels }: { labels: readonly string[] }) {
  return (
    <div className={styles.loop}>
      <svg className={styles.ring} viewBox="0 0 100 100" preserveAspectRatio="none">
        <ellipse cx="50" cy="50" rx={RING_X} ry={RING_Y} />
      </svg>
      {labels.map((label, index) => {
        const angle = (index / labels.length) * 2 * Math.PI - Math.PI / 2;
        return (
          <span
            key={label}
            className={styles.step}
            style={{
              insetInlineStart: `${50 + RING_X * Math.cos(angle)}%`,
              insetBlockStart: `${50 + RING_Y * Math.sin(angle)}%`,
            }}
          >
            <span className={styles.number}>{index + 1}</span>
            {label}
          </span>
        );
      })}
      <svg className={styles.turn} viewBox="0 0 24 24">
        <path d="M20 11A8 8 0 1 0 18 17M20 5v6h-6" />
      </svg>
    </div>
  );
}

function Layers({ labels }: { labels: readonly string[] }) {
  return (
    <div className={styles.layers}>
      {labels.map((label, index) => (
        <span key={label} className={styles.layer} data-depth={Math.min(index, 4)}>
          {label}
        </span>
      ))}
    </div>
  );
}
