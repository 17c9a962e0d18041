import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const numberSchema = z.coerce.number().int().nonnegative();
const optionsSchema = z.object({
  schedules: numberSchema.default(2_000),
  from: numberSchema.default(1),
  threads: numberSchema.min(1).default(availableParallelism()),
  seed: numberSchema.optional(),
  file: z.string().optional(),
  bug: z.string().optional(),
  verbose: z.boolean().default(false),
  help: z.boolean().default(false),
});
export type Options = z.infer<typeof optionsSchema>;

export const HELP = `npm run simulate -- [options]

  --schedules N   how many schedules to run, each of a seed of its own (2,000)
  --from N        the first seed (1)
  --threads N     how many threads run them (one per core)
  --seed N        runs the schedule of one seed
  --file FILE     runs a schedule that was kept
  --verbose       tells what happens in it, with --seed and --file
  --bug NAME      puts a bug in on purpose, to see what it looks like when it is found
`;

const NAMES = {
  schedules: { type: 'string' },
  from: { type: 'string' },
  threads: { type: 'string' },
  seed: { type: 'string' },
  file: { type: 'string' },
  bug: { type: 'string' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** The command's options, or what is wrong with them, in words. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const parsed = optionsSchema.safeParse(parseArgs({ args: [...args], options: NAMES }).values);
    if (parsed.success) return parsed.data;
    return `A whole number is missing: ${parsed.error.issues.map(({ path }) => `--${path.join()}`).join(', ')}.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
