import { useServices } from '../app/services.ts';
import { asCirclewellError } from '../model/query.ts';

/** Runs something asked of the shell; a refusal is told as any other. */
export function useShellAct(): (work: Promise<void>) => void {
  const { notices } = useServices();
  return (work) => {
    work.catch((error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }));
  };
}
