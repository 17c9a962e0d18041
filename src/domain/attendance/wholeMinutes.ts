/** Whole minutes of seconds, rounded down, as every screen, report and note shows them (AT14; domain.md 1.8). */
export function wholeMinutes(seconds: number): number {
  return Math.floor(seconds / 60);
}
