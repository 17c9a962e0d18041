/**
 * Deals people to rooms evenly and at random: every room's share differs by one at most (Fisher and Yates, then
 * in turn).
 * @param random a number in [0, 1)
 * @returns person → room; empty where there are no rooms
 */
export function deal(
  people: readonly string[],
  rooms: readonly string[],
  random: () => number,
): Record<string, string> {
  const shuffled = [...people];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [shuffled[i], shuffled[j]];
    if (a !== undefined && b !== undefined) [shuffled[i], shuffled[j]] = [b, a];
  }
  const dealt: Record<string, string> = {};
  shuffled.forEach((person, index) => {
    const room = rooms[index % rooms.length];
    if (room !== undefined) dealt[person] = room;
  });
  return dealt;
}
