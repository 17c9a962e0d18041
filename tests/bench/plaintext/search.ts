import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formsOf, layersOf } from './forms.ts';
import type { Sought } from './words.ts';

/** A word in a file. The text itself is not repeated. */
export type Hit = {
  readonly word: string;
  readonly file: string;
  readonly form: string;
  readonly kind: Sought['kind'];
};
export type Searched = { readonly hits: readonly Hit[]; readonly files: number; readonly bytes: number };

/** Looks for every word, in every form, in every file below a folder and in the files' names; files are named from the folder. */
export function search(folder: string, words: readonly Sought[]): Searched {
  const sought = words.flatMap(({ name, text, kind }) =>
    formsOf(text).map((form) => ({ word: name, kind, form })),
  );
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const hits = new Map<string, Hit>();
  let total = 0;
  for (const entry of files) {
    const full = path.join(entry.parentPath, entry.name);
    const file = path.relative(folder, full);
    const bytes = readFileSync(full);
    total += bytes.length;
    for (const layer of [{ name: 'name', bytes: Buffer.from(file) }, ...layersOf(bytes)])
      for (const { word, kind, form } of sought)
        if (layer.bytes.includes(form.bytes))
          hits.set(`${word} ${file}`, {
            word,
            file,
            form: [layer.name, form.name].filter(Boolean).join(', '),
            kind,
          });
  }
  return { hits: [...hits.values()], files: files.length, bytes: total };
}
