import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { describe, expect, test } from 'vitest';

const FIX = 'Run `npx lingui extract --clean`, then translate what is new in resources/locales/es/.';

describe('the catalogues', async () => {
  const config = getConfig();
  const catalogues = await getCatalogs(config);

  test.each(catalogues.map((catalogue) => [catalogue.name ?? catalogue.path, catalogue] as const))(
    'W2 %s holds every sentence of the code, and no other',
    async (_name, catalogue) => {
      const inCode = Object.keys((await catalogue.collect()) ?? {}).toSorted();
      for (const locale of config.locales) {
        const onDisk = Object.entries((await catalogue.read(locale)) ?? {}).filter(
          ([, entry]) => entry.obsolete !== true,
        );
        expect(onDisk.map(([id]) => id).toSorted(), FIX).toEqual(inCode);
      }
    },
  );

  test.each(catalogues.map((catalogue) => [catalogue.name ?? catalogue.path, catalogue] as const))(
    'W3 %s has every sentence in Spanish, with the same placeholders',
    async (_name, catalogue) => {
      const untranslated: string[] = [];
      const differing: string[] = [];
      for (const [id, entry] of Object.entries((await catalogue.read('es')) ?? {})) {
        const spanish = entry.translation ?? '';
        if (spanish === '') untranslated.push(id);
        else if (placeholders(id).join() !== placeholders(spanish).join()) differing.push(id);
      }
      expect(untranslated, FIX).toEqual([]);
      expect(differing).toEqual([]);
    },
  );
});

/** The names of a sentence's values and the numbers of its tags, each once. */
function placeholders(message: string): string[] {
  const names = [...message.matchAll(/\{\s*(\w+)\s*[},]/g)].map((match) => match[1] ?? '');
  const tags = [...message.matchAll(/<\/?(\w+)\/?>/g)].map((match) => `<${match[1] ?? ''}>`);
  return [...new Set([...names, ...tags])].toSorted();
}
