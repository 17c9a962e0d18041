import { noteSettingsSchema, type NoteSettings } from '../../../src/protocol/notes/noteSettings.ts';

/** The settings that are whole numbers, with their limits as the hub has them. */
export const NUMBER_LIMITS = {
  dueBusinessDays: [1, 30],
  minResponseChars: [0, 2000],
  timeSlackMinutes: [0, 120],
  similarPercent: [50, 100],
} as const;
export type NumberField = keyof typeof NUMBER_LIMITS;
export const NUMBER_FIELDS = [
  'dueBusinessDays',
  'minResponseChars',
  'timeSlackMinutes',
  'similarPercent',
] as const satisfies readonly NumberField[];

/** The settings that are lists of things one adds and removes. */
export type ListName = 'prompts' | 'tags' | 'snippets';
/** An entry of a list, with what tells it from the others while it is edited. */
export type Row<T> = { readonly key: string; readonly value: T };

/** The settings as they are typed: numbers are still text, and what is typed need not be right yet. */
export type SettingsForm = Pick<NoteSettings, 'format' | 'attestation' | 'holidays'> & {
  readonly numbers: Readonly<Record<NumberField, string>>;
} & { readonly [Name in ListName]: readonly Row<NoteSettings[Name][number]>[] };

/** What is wrong with a field; the words for each are the screen's. */
export type Problem = 'number' | 'bothLanguages' | 'shortName' | 'nameTaken';

export function toForm(settings: NoteSettings, newKey: () => string): SettingsForm {
  const rows = <T>(list: readonly T[]) => list.map((value): Row<T> => ({ key: newKey(), value }));
  const { format, attestation, holidays } = settings;
  return {
    format,
    attestation,
    holidays,
    numbers: {
      dueBusinessDays: String(settings.dueBusinessDays),
      minResponseChars: String(settings.minResponseChars),
      timeSlackMinutes: String(settings.timeSlackMinutes),
      similarPercent: String(settings.similarPercent),
    },
    prompts: rows(settings.prompts),
    tags: rows(settings.tags),
    snippets: rows(settings.snippets),
  };
}

/** The settings that a form says; null while something in it is not right. */
export function toSettings(form: SettingsForm): NoteSettings | null {
  if (problemsOf(form).size > 0) return null;
  const { numbers, format, attestation, holidays } = form;
  const values = <T>(rows: readonly Row<T>[]) => rows.map(({ value }) => value);
  const parsed = noteSettingsSchema.safeParse({
    format,
    attestation: attestation.trim(),
    holidays,
    prompts: values(form.prompts),
    tags: values(form.tags),
    snippets: values(form.snippets),
    dueBusinessDays: Number(numbers.dueBusinessDays),
    minResponseChars: Number(numbers.minResponseChars),
    timeSlackMinutes: Number(numbers.timeSlackMinutes),
    similarPercent: Number(numbers.similarPercent),
  });
  return parsed.success ? parsed.data : null;
}

/** What is wrong, by the field's name or the entry's key (SG73). */
export function problemsOf(form: SettingsForm): ReadonlyMap<string, Problem> {
  const problems = new Map<string, Problem>();
  for (const field of NUMBER_FIELDS) {
    const [least, most] = NUMBER_LIMITS[field];
    const typed = form.numbers[field].trim();
    const isRight = /^\d{1,5}$/.test(typed) && Number(typed) >= least && Number(typed) <= most;
    if (!isRight) problems.set(field, 'number');
  }
  const texts = [
    ...form.prompts.map(({ key, value }) => ({ key, text: value.text })),
    ...form.tags.map(({ key, value }) => ({ key, text: value.label })),
    ...form.snippets.map(({ key, value }) => ({ key, text: value.text })),
  ];
  for (const { key, text } of texts)
    if (text.en.trim() === '' || text.es.trim() === '') problems.set(key, 'bothLanguages');
  const names = new Set<string>();
  for (const { key, value } of form.snippets) {
    const name = value.name.trim().toLowerCase();
    if (!/^[\p{L}\p{N}-]{1,24}$/u.test(name)) problems.set(`${key} name`, 'shortName');
    else if (names.has(name)) problems.set(`${key} name`, 'nameTaken');
    names.add(name);
  }
  return problems;
}

/** A form with a day among its holidays, each once and in order. */
export function withHoliday(form: SettingsForm, day: string): SettingsForm {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
  if (!isDay) return form;
  return { ...form, holidays: [...new Set([...form.holidays, day])].toSorted() };
}

/** A list with an entry put back where it was. */
export function putBack<T>(list: readonly T[], at: number, entry: T): readonly T[] {
  return [...list.slice(0, at), entry, ...list.slice(at)];
}
