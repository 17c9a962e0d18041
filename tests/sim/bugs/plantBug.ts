import { registerHooks } from 'node:module';
import { bugNamed } from './bugs.ts';

/**
 * Puts a bug into the sources as this thread loads them from now on: call it before they are imported. What is on the
 * disk, and what other threads have, stays as it is.
 * @throws Error for an unknown name; loading throws where the text to be changed is not there exactly once
 */
export function plantBug(name: string): void {
  const { edits } = bugNamed(name);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const own = edits.filter(({ file }) => url.endsWith(`/${file}`));
      if (own.length === 0) return loaded;
      let source =
        typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
      for (const { file, find, put } of own) {
        const parts = source.split(find);
        if (parts.length !== 2)
          throw new Error(`The bug ${name} does not fit ${file} any more: "${find}" is not there once.`);
        source = parts.join(put);
      }
      return { ...loaded, source };
    },
  });
}
