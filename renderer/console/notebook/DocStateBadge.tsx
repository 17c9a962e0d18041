import { useSyncExternalStore } from 'react';
import type { DocPlace } from '../../notebook/sync/DocStates.ts';
import type { OpenDoc } from '../../notebook/worker/OpenDoc.ts';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { useNotebook } from './NotebookContext.ts';

const NOTHING = (): void => undefined;
const PLACES: Readonly<Record<DocPlace, string>> = {
  writing: /*i18n*/ 'Being saved…',
  savedHere: /*i18n*/ 'Saved on this machine',
  waiting: /*i18n*/ 'Saved on this machine, waits for the hub',
  uploaded: /*i18n*/ 'Uploaded',
};

/** Where a document's text is (NB3). */
export function DocStateBadge({ doc }: { doc: OpenDoc }) {
  const i18n = useWords();
  const access = useNotebook();
  const client = access.at === 'open' ? access.client : null;
  const place = useSyncExternalStore(
    (listener) => client?.onChange(listener) ?? NOTHING,
    () => doc.state().at,
  );
  return (
    <span role="status">
      <Tag>{i18n._(PLACES[place])}</Tag>
    </span>
  );
}
