import type { Staff } from '../../../src/protocol/api/accounts.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { useWords } from '../../words/i18n.ts';
import { roleWords } from '../app/RoleName.tsx';
import styles from './Groups.module.css';
import { teamChoices } from './team.ts';

export type TeamFieldProps = {
  all: readonly Staff[];
  chosen: readonly string[];
  onChange: (staffIds: readonly string[]) => void;
};

/** Who leads, co-leads and takes notes for a group: one box for each account (CO40). */
export function TeamField({ all, chosen, onChange }: TeamFieldProps) {
  const i18n = useWords();
  return (
    <div className={styles.times} role="group" aria-label={i18n._('Team')}>
      <span className={styles.label}>{i18n._('Team')}</span>
      <span className={styles.hint}>
        {i18n._('Only the team sees the group and joins its sessions. Supervisors see every group.')}
      </span>
      {teamChoices(all, chosen).map(({ id, displayName, role }) => (
        <Checkbox
          key={id}
          isSelected={chosen.includes(id)}
          onChange={(isSelected) =>
            onChange(isSelected ? [...chosen, id] : chosen.filter((other) => other !== id))
          }
        >
          {`${displayName} · ${roleWords(i18n, role)}`}
        </Checkbox>
      ))}
    </div>
  );
}
