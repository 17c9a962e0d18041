import { Car } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { privacyCheckSchema } from '../../src/protocol/session/people.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { Switch } from '../ui/Switch.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useWords } from '../words/i18n.ts';
import { DoorLayout } from './DoorLayout.tsx';
import { useModel } from './modelContext.ts';
import type { PrivacyDraft } from './privacyDraft.ts';

/** Where the member is today, how to reach them, and who can hear. Held in memory only (MP12). */
export function PrivacyCheck({ isDriving }: { isDriving: boolean }) {
  return isDriving ? <Driving /> : <PrivacyForm />;
}

function PrivacyForm() {
  const i18n = useWords();
  const model = useModel();
  const draft = useStore(model.store, (view) => view.privacy);
  const setDraft = (changed: PrivacyDraft) => model.draftPrivacy(changed);
  const [hasTried, setTried] = useState(false);
  const shape = privacyCheckSchema.shape;
  const isWrong = {
    place: hasTried && !shape.place.safeParse(draft.place).success,
    phone: hasTried && !shape.callbackPhone.safeParse(draft.callbackPhone).success,
    company: hasTried && draft.company === null,
  };

  function submit(): void {
    setTried(true);
    const parsed = privacyCheckSchema.safeParse(draft);
    if (parsed.success) model.submitPrivacy(parsed.data);
  }

  return (
    <DoorLayout
      title={i18n._('Where are you today?')}
      lead={i18n._('Only the facilitators see this. They need it to send help if something happens.')}
      actions={
        <>
          <Button variant="primary" size="large" isWide onPress={submit}>
            {i18n._('Next')}
          </Button>
          <Button variant="plain" isWide onPress={() => model.goBack()}>
            {i18n._('Back')}
          </Button>
        </>
      }
    >
      <TextField
        label={i18n._('The place where you are now')}
        description={i18n._('Street, number and city. Please say it in the group too, when you are asked.')}
        value={draft.place}
        onChange={(place) => setDraft({ ...draft, place })}
        autoComplete="off"
        maxLength={200}
        isRequired
        errorMessage={
          isWrong.place ? i18n._('Please write where you are now, so that help could find you.') : undefined
        }
      />
      <TextField
        label={i18n._('A phone number where we can call you')}
        description={i18n._('If the line breaks or something happens, we call you there.')}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        value={draft.callbackPhone}
        onChange={(callbackPhone) => setDraft({ ...draft, callbackPhone })}
        maxLength={24}
        isRequired
        errorMessage={
          isWrong.phone
            ? i18n._('Please write a phone number with its area code, such as 555 010 4477.')
            : undefined
        }
      />
      <RadioGroup
        label={i18n._('Are you alone?')}
        value={draft.company}
        onChange={(company) => setDraft({ ...draft, company })}
        options={[
          { value: 'alone', label: i18n._('Yes, nobody can hear or see') },
          { value: 'othersNearby', label: i18n._('Others are nearby') },
        ]}
        errorMessage={isWrong.company ? i18n._('Please choose one.') : undefined}
      />
      {draft.company === 'othersNearby' && (
        <Banner tone="info">
          {i18n._(
            'Headphones help, and so does a seat with a wall behind you. If someone comes in, press “Someone walked in”: it mutes and hides you at once.',
          )}
        </Banner>
      )}
      <div>
        <Switch
          isSelected={draft.hasHeadphones}
          onChange={(hasHeadphones) => setDraft({ ...draft, hasHeadphones })}
        >
          {i18n._('I am using headphones')}
        </Switch>
        <Switch
          isSelected={draft.isDriving}
          onChange={(driving) => setDraft({ ...draft, isDriving: driving })}
        >
          {i18n._('I am driving just now')}
        </Switch>
      </div>
    </DoorLayout>
  );
}

function Driving() {
  const i18n = useWords();
  const model = useModel();
  return (
    <DoorLayout
      icon={<Car />}
      title={i18n._('Please park first')}
      lead={i18n._(
        'We want you to arrive safely, so nobody joins while driving. Stop somewhere safe and quiet; the group will be here.',
      )}
      actions={
        <Button variant="primary" size="large" isWide onPress={() => model.goBack()}>
          {i18n._('I have parked')}
        </Button>
      }
    />
  );
}
