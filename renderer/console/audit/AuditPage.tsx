import { Download, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { Page } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { saveFile } from '../app/saveFile.ts';
import { useMe, useServices } from '../app/services.ts';
import { rightsOf } from '../model/rights.ts';
import { AuditCheckLine } from './AuditCheckLine.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditList } from './AuditList.tsx';
import { RefusedNotice } from './RefusedNotice.tsx';
import { createAuditModel, type AuditModel } from './auditModel.ts';

/** The audit, for those who may read it (AU34). */
export function AuditPage() {
  const i18n = useWords();
  const { readAudit } = rightsOf(useMe());
  if (readAudit) return <AuditPlace />;
  return (
    <Page title={i18n._('Audit')}>
      <EmptyState title={i18n._('The audit is for administrators')} icon={<ShieldCheck />}>
        {i18n._('If you need to know who did or saw something, ask an administrator of your practice.')}
      </EmptyState>
    </Page>
  );
}

function AuditPlace() {
  const i18n = useWords();
  const { api } = useServices();
  const [model] = useState(() => createAuditModel({ api, save: saveFile }));
  const { list, error, isExporting } = useStore(model.store);
  useEffect(() => model.open(), [model]);
  const view = useStore(list.store);
  const exportMenu = (
    <MenuButton
      label={isExporting ? i18n._('Exporting…') : i18n._('Export')}
      icon={<Download />}
      items={[
        { id: 'csv', label: i18n._('As a table (CSV)'), onAction: () => void model.exportAs('csv') },
        {
          id: 'jsonl',
          label: i18n._('For a program (JSON lines)'),
          onAction: () => void model.exportAs('jsonl'),
        },
      ]}
    />
  );
  return (
    <Page
      title={i18n._('Audit')}
      detail={i18n._('Who did and saw what. Reading it leaves an entry too.')}
      actions={exportMenu}
    >
      <AuditCheckLine query={model.check} />
      <RefusedNotice />
      <AuditFilters model={model} entries={view.stage === 'ready' ? view.value.entries : []} />
      {error && (
        <Banner tone="danger" role="alert">
          {refusalWords(i18n, error, 'staff')}
        </Banner>
      )}
      <QueryPane view={view} onRetry={() => void list.reload()}>
        {({ entries, hasMore }) =>
          entries.length === 0 ? (
            <EmptyState title={i18n._('Nothing of that kind')} icon={<ShieldCheck />}>
              {i18n._('No entry fits what you chose. Choose another day, person or area.')}
            </EmptyState>
          ) : (
            <>
              <AuditList entries={entries} />
              {hasMore && <ReadOn model={model} />}
            </>
          )
        }
      </QueryPane>
    </Page>
  );
}

function ReadOn({ model }: { model: AuditModel }) {
  const i18n = useWords();
  const isReadingOn = useStore(model.store, (view) => view.isReadingOn);
  return (
    <div>
      <Button isPending={isReadingOn} onPress={() => void model.readOn()}>
        {i18n._('Older entries')}
      </Button>
    </div>
  );
}
