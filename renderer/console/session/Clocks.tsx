import { useWords } from '../../words/i18n.ts';
import { countdown } from '../../words/time.ts';
import { useSessionNow } from './useSession.ts';

const MINUTE_MS = 60_000;

/** A running clock. It is a timer to a screen reader, so that no region around it speaks each second (CO28). */
function Clock({ children }: { children: string }) {
  return (
    <span className="tabular" role="timer">
      {children}
    </span>
  );
}

/** How long ago something began: "0:24". */
export function Elapsed({ since }: { since: number }) {
  return <Clock>{countdown(useSessionNow() - since)}</Clock>;
}

/** How long until something ends: "17:40"; never below zero. */
export function TimeLeft({ until }: { until: number }) {
  return <Clock>{countdown(until - useSessionNow())}</Clock>;
}

/** How long until something ends, in words: "17:40 left". */
export function TimeLeftWords({ until }: { until: number }) {
  const i18n = useWords();
  const now = useSessionNow();
  return <Clock>{i18n._('{time} left', { time: countdown(until - now) })}</Clock>;
}

/** The countdown of a recall, in words. */
export function ComingBackWords({ until }: { until: number }) {
  const i18n = useWords();
  const now = useSessionNow();
  return <Clock>{i18n._('everyone comes back in {time}', { time: countdown(until - now) })}</Clock>;
}

/** Whole minutes since something began; null below `from` minutes. */
export function useMinutesSince(since: number | null, from: number): number | null {
  const now = useSessionNow();
  if (since === null) return null;
  const minutes = Math.floor((now - since) / MINUTE_MS);
  return minutes < from ? null : minutes;
}

/** "for 6 min", from a number of minutes on; nothing before. */
export function ForMinutes({
  since,
  from = 1,
  prefix,
}: {
  since: number | null;
  from?: number;
  prefix: (minutes: string) => string;
}) {
  const i18n = useWords();
  const minutes = useMinutesSince(since, from);
  return minutes === null ? null : (
    <span className="tabular">{prefix(i18n._('{minutes} min', { minutes }))}</span>
  );
}
