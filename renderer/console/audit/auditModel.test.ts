import { describe, expect, it } from 'vitest';
import { auditKindSchema, type AuditEntry } from '../../../src/protocol/api/audit.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { AUDIT_AREAS, createAuditModel, peopleIn } from './auditModel.ts';

const entry = (seq: number, change: Partial<AuditEntry> = {}): AuditEntry => ({
  seq,
  at: seq,
  kind: 'signedIn',
  actor: { kind: 'staff', id: 'maria', name: 'Maria S.' },
  about: null,
  sessionId: null,
  basis: null,
  details: {},
  ...change,
});
const whole = { upTo: 9, fault: null, brokenBefore: [], checkedAt: 1 };

function make(
  pages: { entries: AuditEntry[]; hasMore: boolean }[] = [{ entries: [entry(9)], hasMore: false }],
) {
  const asked: Record<string, string>[] = [];
  const saved: string[] = [];
  let error: CirclewellError | null = null;
  const answer = <T>(value: T): Promise<T> => (error ? Promise.reject(error) : Promise.resolve(value));
  const model = createAuditModel({
    api: {
      audit: (query) => {
        asked.push({ ...query });
        return answer(pages[asked.length - 1] ?? { entries: [], hasMore: false });
      },
      checkAudit: () => answer(whole),
      exportAudit: (format) => answer({ blob: new Blob(), name: `audit.${format}` }),
    },
    save: ({ name }) => void saved.push(name),
  });
  return { model, asked, saved, fail: (failure: CirclewellError | null) => (error = failure) };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));
const listOf = ({ model }: ReturnType<typeof make>) => model.store.getState().list.store.getState();

describe('AU34 the audit place', () => {
  it('reads the first page and has the audit checked when it is opened', async () => {
    const made = make();
    made.model.open();
    await settled();
    expect(listOf(made)).toMatchObject({ stage: 'ready', value: { entries: [{ seq: 9 }] } });
    expect(made.model.check.store.getState()).toMatchObject({ stage: 'ready', value: whole });
    expect(made.asked).toEqual([{}]);
  });

  it('narrows down by area, person and day, a day being this machine’s', async () => {
    const made = make();
    made.model.narrow({ area: 'readings' });
    made.model.narrow({ person: { id: 'ana', label: 'Ana R.' }, day: '2026-03-08' });
    made.model.narrow({ day: 'nonsense', area: null });
    await settled();
    const [from, to] = [new Date(2026, 2, 8).getTime(), new Date(2026, 2, 9).getTime()];
    const kinds =
      'rosterRead,attendanceRead,hoursRead,notebookRead,noteFactsRead,noteRead,unseenGroupsRead,noteWithheld,consentsRead,emergencyOpened,emergencyReviewed,auditRead,auditExported';
    expect(made.asked).toEqual([
      { kinds },
      { kinds, person: 'ana', from: String(from), to: String(to) },
      { person: 'ana' },
    ]);
  });

  it('reads on from the last entry, once at a time, and keeps what it has when that fails', async () => {
    const made = make([
      { entries: [entry(9), entry(8)], hasMore: true },
      { entries: [entry(7)], hasMore: false },
    ]);
    made.model.open();
    await settled();
    await Promise.all([made.model.readOn(), made.model.readOn()]);
    expect(made.asked).toEqual([{}, { before: '8' }]);
    expect(listOf(made)).toMatchObject({
      value: { entries: [{ seq: 9 }, { seq: 8 }, { seq: 7 }], hasMore: false },
    });
    made.fail(new CirclewellError('unavailable', 'no'));
    await made.model.readOn();
    expect(made.model.store.getState()).toMatchObject({ error: { kind: 'unavailable' }, isReadingOn: false });
    expect(listOf(made)).toMatchObject({ value: { entries: [{}, {}, {}] } });
  });

  it('exports into a file, and says when that fails', async () => {
    const made = make();
    await made.model.exportAs('csv');
    expect(made.saved).toEqual(['audit.csv']);
    made.fail(new CirclewellError('unavailable', 'no'));
    await made.model.exportAs('jsonl');
    expect(made.saved).toHaveLength(1);
    expect(made.model.store.getState()).toMatchObject({ error: { kind: 'unavailable' }, isExporting: false });
  });

  it('every kind is in an area', () => {
    expect([...new Set(Object.values(AUDIT_AREAS).flat())].toSorted()).toEqual(
      auditKindSchema.options.toSorted(),
    );
  });

  it('offers staff, those who are named, and who is chosen', () => {
    const entries = [
      entry(1, { about: { kind: 'member', id: 'ana', name: 'Ana R.' } }),
      entry(2, { about: { kind: 'group', id: 'g1', name: 'Tuesday' } }),
      entry(3, { about: { kind: 'member', id: 'gone', name: null } }),
      entry(4, { actor: { kind: 'hub' } }),
    ];
    const staff = [{ id: 'noor', displayName: 'Noor K.' }];
    expect(peopleIn(entries, staff, { id: 'ben', label: 'Ben T.' })).toEqual([
      { id: 'ana', label: 'Ana R.' },
      { id: 'ben', label: 'Ben T.' },
      { id: 'maria', label: 'Maria S.' },
      { id: 'noor', label: 'Noor K.' },
    ]);
  });
});
