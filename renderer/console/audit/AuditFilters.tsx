import { useStore } from 'zustand';
import type { AuditEntry } from '../../../src/protocol/api/audit.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import styles from './Audit.module.css';
import { peopleIn, type AuditArea, type AuditModel } from './auditModel.ts';
import { areaWords } from './auditWords.ts';

const EVERYTHING = 'everything';
const AREAS: readonly AuditArea[] = ['signIns', 'changes', 'readings', 'sessions', 'refusals', 'hub'];

/** Narrows the audit down by area, person and day. */
export function AuditFilters({ model, entries }: { model: AuditModel; entries: readonly AuditEntry[] }) {
  const i18n = useWords();
  const { api } = useServices();
  const { filter } = useStore(model.store);
  const { view } = useQuery(api.staff);
  const people = peopleIn(entries, view.stage === 'ready' ? view.value.staff : [], filter.person);
  return (
    <div className={styles.filters}>
      <Select
        label={i18n._('Area')}
        options={[
          { id: EVERYTHING, label: i18n._('Everything') },
          ...AREAS.map((id) => ({ id, label: areaWords(i18n, id) })),
        ]}
        value={filter.area ?? EVERYTHING}
        onChange={(id) => model.narrow({ area: AREAS.find((area) => area === id) ?? null })}
      />
      <Select
        label={i18n._('Person')}
        options={[{ id: EVERYTHING, label: i18n._('Everybody') }, ...people]}
        value={filter.person?.id ?? EVERYTHING}
        onChange={(id) => model.narrow({ person: people.find((one) => one.id === id) ?? null })}
      />
      <TextField
        label={i18n._('Day')}
        type="date"
        value={filter.day}
        onChange={(day) => model.narrow({ day })}
      />
    </div>
  );
}
