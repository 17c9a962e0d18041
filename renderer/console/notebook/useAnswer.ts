import { useState } from 'react';
import type { Answered, NotTaken } from './notebookView.ts';

/** One answer at a time, and why the last was not taken. @param onAccepted it was taken */
export function useAnswer(onAccepted: () => void): {
  readonly isPending: boolean;
  readonly answered: NotTaken | null;
  readonly give: (asking: Promise<Answered>) => void;
} {
  const [isPending, setPending] = useState(false);
  const [answered, setAnswered] = useState<NotTaken | null>(null);
  const give = (asking: Promise<Answered>): void => {
    setPending(true);
    setAnswered(null);
    void asking.then((came) => {
      setPending(false);
      if (came.result === 'accepted') onAccepted();
      else setAnswered(came);
    });
  };
  return { isPending, answered, give };
}
