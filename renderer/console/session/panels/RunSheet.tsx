import type { CSSProperties } from 'react';
import { Button as AriaButton, DialogTrigger } from 'react-aria-components';
import { Button } from '../../../ui/Button.tsx';
import { PopoverLayer } from '../../../ui/PopoverLayer.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { languageOf, useWords } from '../../../words/i18n.ts';
import { clockLength, clockTime, countdown } from '../../../words/time.ts';
import { TimeLeftWords } from '../Clocks.tsx';
import type { AgendaView, RunSheetPart } from '../model/agenda.ts';
import { useIsDoorShown, useSessionNow, useSlice } from '../useSession.ts';
import { NextStep } from './NextStep.tsx';
import styles from './RunSheet.module.css';

const MINUTE_MS = 60_000;

/** The top edge: the group, the parts of its hours with the time left, and the step that comes next (CO2). */
export function RunSheet() {
  const i18n = useWords();
  const agenda = useSlice('agenda');
  const isDoorShown = useIsDoorShown();
  return (
    <header className={styles.top}>
      <div className={styles.group}>
        <h1>{agenda.groupName}</h1>
        <p className="tabular">
          <Where agenda={agenda} />
        </p>
      </div>
      <ol role="list" className={styles.parts} aria-label={i18n._('Run sheet')} tabIndex={0}>
        {agenda.parts.map((part) => (
          <Part key={part.index} part={part} />
        ))}
      </ol>
      <div className={styles.step}>{!isDoorShown && <NextStep />}</div>
    </header>
  );
}

function Where({ agenda }: { agenda: AgendaView }) {
  const i18n = useWords();
  const now = useSessionNow();
  const { memberCount: count, expectedCount: expected } = agenda;
  const here =
    expected === null
      ? i18n._('{count} here', { count })
      : i18n._('{count} of {expected} here', { count, expected });
  if (agenda.startedAt === null)
    return `${here} · ${i18n._('starts {time}', { time: clockTime(i18n, agenda.scheduledStart) })}`;
  const into = clockLength(i18n, Math.max(0, Math.floor((now - agenda.startedAt) / MINUTE_MS)));
  const whole = clockLength(i18n, Math.round((agenda.scheduledEnd - agenda.scheduledStart) / MINUTE_MS));
  return `${here} · ${i18n._('{into} into {whole}', { into, whole })}`;
}

function Part({ part }: { part: RunSheetPart }) {
  const i18n = useWords();
  const language = languageOf(i18n);
  const { block, stage } = part;
  const width: CSSProperties & { '--minutes': number } = { '--minutes': block.plannedMinutes };
  return (
    <li className={styles.slot} style={width}>
      <DialogTrigger>
        <AriaButton
          className={styles.part ?? ''}
          data-stage={stage}
          aria-current={stage === 'now' ? 'step' : 'false'}
        >
          <span className={styles.partName}>{block.title[language]}</span>
          <span className={styles.partTime}>
            {part.endsAt === null ? (
              <span className="tabular">{clockLength(i18n, block.plannedMinutes)}</span>
            ) : (
              <Left endsAt={part.endsAt} />
            )}
          </span>
          {part.startedAt !== null && part.endsAt !== null && (
            <Passed from={part.startedAt} to={part.endsAt} />
          )}
        </AriaButton>
        <PopoverLayer label={block.title[language]} title={block.title[language]}>
          {(close) => (
            <div className={styles.about}>
              <p>
                {i18n._('{minutes, plural, one {# minute} other {# minutes}} planned', {
                  minutes: block.plannedMinutes,
                })}{' '}
                ·{' '}
                {block.isCountable
                  ? i18n._('counts as treatment time')
                  : i18n._('does not count as treatment time')}
              </p>
              {part.startedAt !== null && part.endsAt !== null && (
                <PartProgress from={part.startedAt} to={part.endsAt} />
              )}
              {stage !== 'now' && (
                <Button
                  onPress={
                    part.start &&
                    (() => {
                      part.start?.();
                      close();
                    })
                  }
                >
                  {i18n._('Start this part now')}
                </Button>
              )}
            </div>
          )}
        </PopoverLayer>
      </DialogTrigger>
    </li>
  );
}

function Left({ endsAt }: { endsAt: number }) {
  const i18n = useWords();
  const now = useSessionNow();
  const left = endsAt - now;
  if (left <= -MINUTE_MS)
    return (
      <span className="tabular">
        {i18n._('{minutes} min over', { minutes: Math.floor(-left / MINUTE_MS) })}
      </span>
    );
  if (left < 10 * MINUTE_MS) return <TimeLeftWords until={endsAt} />;
  return (
    <span className="tabular">{i18n._('{minutes} min left', { minutes: Math.ceil(left / MINUTE_MS) })}</span>
  );
}

/** The thin line under the part that is on. */
function Passed({ from, to }: { from: number; to: number }) {
  const now = useSessionNow();
  const style: CSSProperties & { '--passed': string } = {
    '--passed': `${Math.min(100, Math.max(0, ((now - from) / (to - from)) * 100))}%`,
  };
  return <span className={styles.passed} style={style} aria-hidden="true" />;
}

function PartProgress({ from, to }: { from: number; to: number }) {
  const i18n = useWords();
  const now = useSessionNow();
  return (
    <Progress
      label={i18n._('Time in this part')}
      value={Math.min(now - from, to - from)}
      max={to - from}
      valueLabel={countdown(now - from)}
    />
  );
}
