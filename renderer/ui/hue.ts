/** Hues that stay apart from one another and away from the warm amber and red that mean something. */
const HUES = [95, 120, 145, 165, 190, 215, 240, 265, 290, 320, 345, 15] as const;

/** A person's calm hue in degrees, the same on every screen. */
export function hueOf(id: string): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return HUES[hash % HUES.length] ?? HUES[0];
}
