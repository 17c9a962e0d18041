import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import {
  countableMinutesOf,
  FULL_DAY_MINUTES,
  isBelowFullDay,
} from '../../../src/domain/groups/agendaTemplates.ts';
import type { AgendaTemplate, Group, MeetingTime } from '../../../src/protocol/api/groups.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { QueryPane } from '../app/QueryPane.tsx';
import { useMe, useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { useSubmit } from '../app/useSubmit.ts';
import styles from './Groups.module.css';
import { firstTeam } from './team.ts';
import { TeamField } from './TeamField.tsx';
import { inWeekOrder, templateOptions, weekdayName } from './templates.ts';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const MAX_TIMES = 14;

/** A meeting time while it is edited, with a key of its own. */
type TimeRow = { readonly row: number; readonly time: MeetingTime };
type GroupBody = {
  name: string;
  template: AgendaTemplate;
  meetingTimes: MeetingTime[];
  staffIds: string[];
};
export type GroupDialogProps = {
  group?: Group;
  onClose: () => void;
  /** May reject with a CirclewellError. */ onSave: (body: GroupBody) => Promise<void>;
};

/** Makes or changes a group: its name, how its hours run, when it meets, and its team. */
export function GroupDialog({ group, onClose, onSave }: GroupDialogProps) {
  const i18n = useWords();
  const [name, setName] = useState(group?.name ?? '');
  const [template, setTemplate] = useState<AgendaTemplate>(group?.template ?? 'IOP-180');
  const [times, setTimes] = useState<readonly TimeRow[]>(() =>
    (group ? inWeekOrder(group.meetingTimes) : []).map((time, row) => ({ row, time })),
  );
  const me = useMe();
  const { api } = useServices();
  const { view: staff, query } = useQuery(api.staff);
  const [team, setTeam] = useState<readonly string[]>(group?.staffIds ?? firstTeam(me));
  const submit = useSubmit(async () => {
    await onSave({
      name: name.trim(),
      template,
      meetingTimes: [...inWeekOrder(times.map(({ time }) => time))],
      staffIds: [...team],
    });
    onClose();
  });
  const change = (row: number, part: Partial<MeetingTime>): void =>
    setTimes(times.map((one) => (one.row === row ? { row, time: { ...one.time, ...part } } : one)));
  const addTime = (): void => {
    const last = times.at(-1);
    const time = {
      weekday: last ? Math.min(7, last.time.weekday + 1) : 1,
      startsAt: last?.time.startsAt ?? '18:00',
    };
    setTimes([...times, { row: (last?.row ?? 0) + 1, time }]);
  };
  const footer = (
    <>
      <Button onPress={onClose}>{i18n._('Cancel')}</Button>
      <Button
        variant="primary"
        isPending={submit.isPending}
        onPress={name.trim() === '' ? undefined : submit.run}
      >
        {group ? i18n._('Save') : i18n._('Add the group')}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={group ? i18n._('Edit the group') : i18n._('Add a group')}
      footer={footer}
    >
      <div className={styles.form}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {refusalWords(i18n, submit.error, 'staff')}
          </Banner>
        )}
        <TextField
          label={i18n._('Name of the group')}
          value={name}
          onChange={setName}
          maxLength={80}
          isRequired
          autoFocus
        />
        <Select
          label={i18n._('How its hours run')}
          options={templateOptions(i18n)}
          value={template}
          onChange={setTemplate}
        />
        {isBelowFullDay(template) && (
          <Banner tone="info" role="status">
            {i18n._(
              'Below a {full}-minute day: {minutes} minutes count, and three such days make less than 9 hours a week. The one of 3 h 15 min counts {full}.',
              { full: FULL_DAY_MINUTES, minutes: countableMinutesOf(template) },
            )}
          </Banner>
        )}
        <div className={styles.times} role="group" aria-label={i18n._('Meeting times')}>
          <span className={styles.label}>{i18n._('Meeting times')}</span>
          {times.map(({ row, time }) => (
            <div key={row} className={styles.time}>
              <Select
                label={i18n._('Weekday')}
                isLabelHidden
                options={WEEKDAYS.map((id) => ({ id, label: weekdayName(i18n, Number(id)) }))}
                value={WEEKDAYS[time.weekday - 1] ?? null}
                onChange={(id) => change(row, { weekday: Number(id) })}
              />
              <TextField
                label={i18n._('Starts at')}
                isLabelHidden
                type="time"
                value={time.startsAt}
                onChange={(startsAt) => change(row, { startsAt })}
              />
              <IconButton
                label={i18n._('Remove this time')}
                icon={<Trash2 />}
                onPress={() => setTimes(times.filter((one) => one.row !== row))}
              />
            </div>
          ))}
          <div>
            <Button size="small" icon={<Plus />} onPress={times.length < MAX_TIMES ? addTime : undefined}>
              {i18n._('Add a time')}
            </Button>
          </div>
        </div>
        <QueryPane view={staff} onRetry={() => void query.reload()}>
          {({ staff: all }) => <TeamField all={all} chosen={team} onChange={setTeam} />}
        </QueryPane>
      </div>
    </Dialog>
  );
}
