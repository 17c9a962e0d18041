import { HandHelping, ShieldAlert } from 'lucide-react';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { Elapsed } from '../Clocks.tsx';
import type { HelpCall } from '../model/help.ts';
import { useSession, useSlice } from '../useSession.ts';
import styles from './HelpStrip.module.css';

/** Who needs somebody, seen from anywhere on the screen (CO10). The one warm colour there is. */
export function HelpStrip() {
  const i18n = useWords();
  const help = useSlice('help');
  return (
    <div className={styles.strip} role="region" aria-label={i18n._('Calls for help')} aria-live="polite">
      {help.calls.map((call) => (
        <CallBanner key={call.id} call={call} />
      ))}
      {help.shielded.map((person) => (
        <Banner
          key={person.id}
          tone="help"
          icon={<ShieldAlert />}
          role="note"
          data-testid={`shielded-${person.id}`}
        >
          {i18n._(
            '{name}: someone walked in. They are muted and hidden until they say it is private again.',
            { name: person.name },
          )}
        </Banner>
      ))}
    </div>
  );
}

function CallBanner({ call }: { call: HelpCall }) {
  const i18n = useWords();
  const session = useSession();
  const { name } = call;
  const asks =
    call.level === 'now'
      ? i18n._('{name} asks for someone now', { name })
      : i18n._('{name} has a question', { name });
  const where = call.roomName ?? i18n._('the circle');
  const told =
    call.alsoTold.length > 0 ? i18n._('{names} can see it too', { names: call.alsoTold.join(', ') }) : null;
  return (
    <Banner
      tone={call.takenByName === null ? 'help' : 'info'}
      icon={<HandHelping />}
      role="note"
      data-testid={`help-${call.id}`}
      actions={
        <>
          {call.take && (
            <Button variant="primary" size="small" onPress={call.take}>
              {i18n._('I’ve got it')}
            </Button>
          )}
          {call.visit && (
            <Button size="small" onPress={call.visit}>
              {i18n._('Go there')}
            </Button>
          )}
          <Button
            size="small"
            onPress={() => session.setLocal({ whereId: call.id })}
            aria-label={`${i18n._('Where they are')}: ${name}`}
          >
            {i18n._('Where they are')}
          </Button>
          {call.end && (
            <Button size="small" onPress={call.end}>
              {i18n._('Done')}
            </Button>
          )}
        </>
      }
    >
      <b>{asks}</b> · {where} ·{' '}
      {call.takenByName === null ? (
        <>
          {i18n._('waiting')} <Elapsed since={call.since} />
          {told !== null && ` · ${told}`}
        </>
      ) : call.isTakenBySelf ? (
        i18n._('you have it')
      ) : (
        i18n._('{name} has it', { name: call.takenByName })
      )}
    </Banner>
  );
}
