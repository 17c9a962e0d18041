import { useState, type SubmitEvent } from 'react';
import type { CirclewellError } from '../../../src/protocol/errors.ts';
import { asCirclewellError } from '../model/query.ts';

/** A form that sends once at a time and keeps what went wrong. */
export function useSubmit(work: () => Promise<void>): {
  readonly isPending: boolean;
  readonly error: CirclewellError | null;
  readonly run: () => void;
  readonly onSubmit: (event: SubmitEvent) => void;
} {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<CirclewellError | null>(null);
  const run = (): void => {
    if (isPending) return;
    setPending(true);
    setError(null);
    work()
      .catch((thrown: unknown) => setError(asCirclewellError(thrown)))
      .finally(() => setPending(false));
  };
  return {
    isPending,
    error,
    run,
    onSubmit: (event) => {
      event.preventDefault();
      run();
    },
  };
}
