import type { CSSProperties } from 'react';
import styles from './Avatar.module.css';
import { hueOf } from './hue.ts';

export type AvatarProps = {
  id: string;
  name: string;
  /** `fill` takes the height of what it stands in. */
  size?: 'small' | 'normal' | 'large' | 'fill';
};

/** Stands in for a face: initials on the person's own hue. Decorative; the name stands beside it. */
export function Avatar({ id, name, size = 'normal' }: AvatarProps) {
  const hue: CSSProperties & { '--hue': number } = { '--hue': hueOf(id) };
  return (
    <span className={styles.avatar} data-size={size} data-person="" style={hue} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

const segmenter = new Intl.Segmenter();

/** The first letters of the first and the last word of a name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends
    .map((word) => firstLetterOf(word ?? ''))
    .join('')
    .toLocaleUpperCase();
}

function firstLetterOf(word: string): string {
  for (const { segment } of segmenter.segment(word)) return segment;
  return '';
}
