import { X } from 'lucide-react';
import { useState, type Dispatch, type SetStateAction } from 'react';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { languageOf, useWords } from '../../words/i18n.ts';
import { Section } from '../app/Page.tsx';
import { useServices } from '../app/services.ts';
import styles from './NoteSettings.module.css';
import { withHoliday, type SettingsForm } from './settingsForm.ts';

/** Days on which nothing is due: a date is added, and one that was removed can be put back (SG74). */
export function HolidaysPart({
  form,
  onChange,
}: {
  form: SettingsForm;
  onChange: Dispatch<SetStateAction<SettingsForm>>;
}) {
  const i18n = useWords();
  const { notices } = useServices();
  const [day, setDay] = useState('');
  const format = new Intl.DateTimeFormat(languageOf(i18n), { dateStyle: 'full', timeZone: 'UTC' });
  const isDay = withHoliday({ ...form, holidays: [] }, day).holidays.length > 0;
  const add = (): void => {
    onChange((before) => withHoliday(before, day));
    setDay('');
  };
  const remove = (removed: string): void => {
    onChange((before) => ({ ...before, holidays: before.holidays.filter((one) => one !== removed) }));
    notices.add({
      kind: 'done',
      what: 'settingRemoved',
      name: format.format(Date.parse(removed)),
      undo: () => onChange((before) => withHoliday(before, removed)),
    });
  };
  return (
    <Section title={i18n._('Holidays')} detail={i18n._('no business days')}>
      {form.holidays.length === 0 && <p className={styles.none}>{i18n._('None yet.')}</p>}
      {form.holidays.length > 0 && (
        <ul role="list" className={styles.days}>
          {form.holidays.map((holiday) => {
            const name = format.format(Date.parse(holiday));
            return (
              <li key={holiday}>
                <span>{name}</span>
                <IconButton
                  label={i18n._('Remove {name}', { name })}
                  icon={<X />}
                  size="small"
                  onPress={() => remove(holiday)}
                />
              </li>
            );
          })}
        </ul>
      )}
      <div className={styles.addDay}>
        <TextField
          label={i18n._('Day')}
          type="date"
          value={day}
          onChange={setDay}
          onSubmit={isDay ? add : undefined}
        />
        <Button onPress={isDay ? add : undefined}>{i18n._('Add the day')}</Button>
      </div>
    </Section>
  );
}
