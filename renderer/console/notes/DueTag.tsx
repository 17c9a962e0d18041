import type { urgencyOf } from '../../../src/domain/notes/deadline.ts';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { dayAndTime } from '../../words/time.ts';

/** When something is due (NO54). `dueAt` is the first instant at which it is late: what is told is the last at which it is not. */
export function DueTag({ dueAt, urgency }: { dueAt: number; urgency: ReturnType<typeof urgencyOf> }) {
  const i18n = useWords();
  switch (urgency) {
    case 'late':
      return <Tag tone="danger">{i18n._('Late since {time}', { time: dayAndTime(i18n, dueAt) })}</Tag>;
    case 'soon':
      return <Tag tone="help">{i18n._('Due by {time}', { time: dayAndTime(i18n, dueAt - 1) })}</Tag>;
    case 'inTime':
      return <span>{i18n._('Due by {time}', { time: dayAndTime(i18n, dueAt - 1) })}</span>;
  }
}
