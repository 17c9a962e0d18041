/** Labels of a figure: names and values from closed lists, never anybody's (OP24). */
type Labels = Readonly<Record<string, string>>;

/** Something that can be counted up. */
export type Counter = { add(labels?: Labels, by?: number): void };
/** How often something took how long, in seconds. */
export type Histogram = { observe(seconds: number): void };

type Reader = () => number | null | readonly { readonly labels: Labels; readonly value: number }[];

type Family = {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** Its lines without the name: suffix, labels, value. */
  readonly read: () => readonly {
    readonly suffix: string;
    readonly labels: Labels;
    readonly value: number;
  }[];
};

/** A hub's figures, written as Prometheus reads them (exposition format 0.0.4). */
export class Metrics {
  readonly #families: Family[] = [];

  counter(name: string, help: string): Counter {
    const values = new Map<string, { labels: Labels; value: number }>();
    this.#add({
      name,
      help,
      type: 'counter',
      read: () => {
        const lines = [...values.values()];
        return (lines.length > 0 ? lines : [{ labels: {}, value: 0 }]).map((line) => ({
          ...line,
          suffix: '',
        }));
      },
    });
    return {
      add(labels = {}, by = 1) {
        const key = JSON.stringify(labels);
        const before = values.get(key)?.value ?? 0;
        values.set(key, { labels, value: before + by });
      },
    };
  }

  /** What can rise and fall. @param read asked at each look; null where there is nothing to tell */
  gauge(name: string, help: string, read: Reader): void {
    this.#addRead('gauge', name, help, read);
  }

  /** What only rises and is counted elsewhere. */
  total(name: string, help: string, read: Reader): void {
    this.#addRead('counter', name, help, read);
  }

  #addRead(type: Family['type'], name: string, help: string, read: Reader): void {
    this.#add({
      name,
      help,
      type,
      read: () => {
        const value = read();
        if (value === null) return [];
        if (typeof value === 'number') return [{ suffix: '', labels: {}, value }];
        return value.map((line) => ({ ...line, suffix: '' }));
      },
    });
  }

  /** @param bounds upper ends of the buckets, in seconds, rising */
  histogram(name: string, help: string, bounds: readonly number[]): Histogram {
    const counts = bounds.map(() => 0);
    let [count, sum] = [0, 0];
    this.#add({
      name,
      help,
      type: 'histogram',
      read: () => {
        let below = 0;
        const buckets = bounds.map((bound, index) => {
          below += counts[index] ?? 0;
          return { suffix: '_bucket', labels: { le: String(bound) }, value: below };
        });
        return [
          ...buckets,
          { suffix: '_bucket', labels: { le: '+Inf' }, value: count },
          { suffix: '_sum', labels: {}, value: sum },
          { suffix: '_count', labels: {}, value: count },
        ];
      },
    });
    return {
      observe(seconds) {
        const index = bounds.findIndex((bound) => seconds <= bound);
        if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
        count += 1;
        sum += seconds;
      },
    };
  }

  /** All figures as text. */
  render(): string {
    return this.#families
      .map(({ name, help, type, read }) => {
        const lines = read().map(
          ({ suffix, labels, value }) => `${name}${suffix}${writeLabels(labels)} ${writeValue(value)}`,
        );
        return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n');
      })
      .join('');
  }

  #add(family: Family): void {
    if (this.#families.some(({ name }) => name === family.name))
      throw new Error(`There are two figures ${family.name}`);
    this.#families.push(family);
  }
}

function writeLabels(labels: Labels): string {
  const parts = Object.entries(labels).map(
    ([name, value]) =>
      `${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`,
  );
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function writeValue(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  return Number.isNaN(value) ? 'NaN' : String(value);
}
