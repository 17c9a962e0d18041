import type { NotebookClient } from '../../../renderer/notebook/NotebookClient.ts';
import type { OpenDoc } from '../../../renderer/notebook/worker/OpenDoc.ts';
import { Random } from '../../sim/core/Random.ts';
import { lettersUpTo } from './letters.ts';

const LONGEST_PAUSE_MS = 15;

/**
 * Types the letters of the seed on at the end of a document, without end, and tells each time how many of them the notebook shows as
 * saved: from the moment on at which a page would show it.
 */
export async function typeOn(
  { client, open, seed }: { client: NotebookClient; open: OpenDoc; seed: number },
  onShown: (count: number) => void,
): Promise<never> {
  const text = open.doc.getText('bench');
  const pauses = new Random(seed + text.length);
  client.onChange(() => {
    if (open.state().at !== 'writing') onShown(text.length);
  });
  for (;;) {
    const at = text.length;
    text.insert(at, lettersUpTo(at + 1, seed).slice(at));
    await new Promise((resolve) => setTimeout(resolve, pauses.int(0, LONGEST_PAUSE_MS)));
  }
}
