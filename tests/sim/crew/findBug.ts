import { Crew } from './Crew.ts';
import type { Found } from './jobs.ts';

/**
 * Runs schedules with a bug put in until one of them breaks a rule.
 * @returns what was found, if anything, and after how many schedules
 * @throws Error where the bug no longer fits the source
 */
export async function findBug(
  name: string,
  schedules: number,
): Promise<{ found: Found | null; ran: number }> {
  const crew = Crew.open(1, name);
  try {
    const { found, ran } = await crew.runSeeds({ from: 1, count: schedules, maxFound: 1 });
    return { found: found[0] ?? null, ran };
  } finally {
    await crew.close();
  }
}
