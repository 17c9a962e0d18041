import { pino } from 'pino';

let onError: (error: unknown, words: string) => void = () => undefined;

/** The logger of every hub in this process: silent, but what it calls an error is looked at (SI21). */
export const hubLogger = pino(
  {
    level: 'error',
    hooks: {
      logMethod(args) {
        const [facts, words] = args;
        onError(Object(facts).err, String(words));
      },
    },
  },
  { write: () => undefined },
);

/** Who is told of what it calls an error. One world at a time. */
export function listenToHub(listener: (error: unknown, words: string) => void): void {
  onError = listener;
}
