import { useState } from 'react';
import { hasAnswer, isSameForm } from '../../../src/domain/session/ratings.ts';
import {
  MAX_SCALE,
  MAX_SLEEP_HOURS,
  type RatingForm,
  type RatingMoment,
} from '../../../src/protocol/session/ratings.ts';
import { Button } from '../../ui/Button.tsx';
import { Scale } from '../../ui/Scale.tsx';
import { Select } from '../../ui/Select.tsx';
import { useToasts } from '../../ui/ToastRegion.tsx';
import { useWords } from '../../words/i18n.ts';
import { MemberDialog } from '../MemberDialog.tsx';
import { draftOf, formOf, nothing, type RatingDraft } from './ratingDraft.ts';
import styles from './Ratings.module.css';

const LEFT_OUT = 'leftOut';
const HOURS = Array.from({ length: MAX_SLEEP_HOURS * 2 + 1 }, (_, half) => half / 2);

/** How a member is, by their own word, at check-in or at check-out (MP47). Drawn while it is open; nothing travels before "Save". */
export function RatingsDialog({
  moment,
  given,
  onSave,
  onClose,
}: {
  moment: RatingMoment;
  given: RatingForm | undefined;
  /** Resolves true once the hub has it; what was refused is told by whoever gives this. */
  onSave: (form: RatingForm) => Promise<boolean>;
  onClose: () => void;
}) {
  const i18n = useWords();
  const toasts = useToasts();
  const [draft, setDraft] = useState(() => draftOf(given));
  const [isSaving, setSaving] = useState(false);
  const change = (part: Partial<RatingDraft>) => setDraft({ ...draft, ...part });
  const form = formOf(moment, draft);
  const isCheckIn = moment === 'checkIn';

  async function give(what: RatingForm): Promise<void> {
    setSaving(true);
    const isKept = await onSave(what);
    setSaving(false);
    if (!isKept) return;
    const text = hasAnswer(what)
      ? i18n._('Saved. Only the facilitators see it.')
      : i18n._('Taken back. The facilitators do not see it any more.');
    toasts.show({ text, tone: 'good' });
    onClose();
  }

  return (
    <MemberDialog
      isOpen
      onClose={onClose}
      title={isCheckIn ? i18n._('Check-in: how are you?') : i18n._('Check-out: how are you now?')}
      footer={
        <>
          <Button onPress={onClose}>{i18n._('Not now')}</Button>
          <Button
            variant="primary"
            isPending={isSaving}
            onPress={isSaving || isSameForm(given, form) ? undefined : () => void give(form)}
          >
            {i18n._('Save')}
          </Button>
        </>
      }
    >
      <div className={styles.form} data-testid={`ratings-${moment}`}>
        <p className={styles.note}>
          {i18n._(
            'Only the facilitators see this. The group never does. Leave out what you like. You can change it until the group ends.',
          )}
        </p>
        <Scale
          label={isCheckIn ? i18n._('How is your mood?') : i18n._('How is your mood now?')}
          ends={{ low: i18n._('very low'), high: i18n._('very good') }}
          max={MAX_SCALE}
          value={draft.mood}
          onChange={(mood) => change({ mood })}
        />
        <Scale
          label={i18n._('How strong is a craving right now?')}
          ends={{ low: i18n._('none'), high: i18n._('very strong') }}
          max={MAX_SCALE}
          value={draft.craving}
          onChange={(craving) => change({ craving })}
        />
        {isCheckIn && (
          <>
            <Scale
              label={i18n._('How anxious do you feel?')}
              ends={{ low: i18n._('not at all'), high: i18n._('very') }}
              max={MAX_SCALE}
              value={draft.anxiety}
              onChange={(anxiety) => change({ anxiety })}
            />
            <Select
              label={i18n._('How long did you sleep last night?')}
              value={draft.sleepHours === null ? LEFT_OUT : String(draft.sleepHours)}
              onChange={(id) => change({ sleepHours: id === LEFT_OUT ? null : Number(id) })}
              options={[
                { id: LEFT_OUT, label: i18n._('Leave out') },
                ...HOURS.map((hours) => ({
                  id: String(hours),
                  label: i18n._('{hours, plural, one {# hour} other {# hours}}', { hours }),
                })),
              ]}
            />
          </>
        )}
        {given !== undefined && (
          <div>
            <Button variant="plain" onPress={isSaving ? undefined : () => void give(nothing(moment))}>
              {i18n._('Take all of it back')}
            </Button>
          </div>
        )}
      </div>
    </MemberDialog>
  );
}
