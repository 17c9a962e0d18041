import type { z } from 'zod';
import type { AuditCheck, auditFaultSchema } from '../../protocol/api/audit.ts';
import { hashEntry, NO_HASH } from './auditHash.ts';
import type { AuditHead } from './auditLog.ts';
import { auditEntryRowSchema } from './auditTables.ts';

type FaultKind = z.infer<typeof auditFaultSchema>;

/** The most entries of the kind `chainBroken` that a check names. */
const MAX_NAMED = 100;

/** Finds what was done to an audit (AU20): is fed with the rows by number, then with the head. */
export class AuditChecker {
  readonly #brokenBefore: number[] = [];
  #fault: { seq: number; kind: FaultKind } | null = null;
  #count = 0;
  #last = 0;
  /** Null after a place where the hash before cannot be known. */
  #hashBefore: string | null = NO_HASH;

  get last(): number {
    return this.#last;
  }

  /** @param stored a row as it came from the database, in the order of the numbers */
  feed(stored: unknown): void {
    const expected = this.#last + 1;
    const parsed = auditEntryRowSchema.safeParse(stored);
    if (!parsed.success) {
      this.#blame(expected, 'altered');
      this.#last = expected;
      this.#hashBefore = null;
      return;
    }
    const row = parsed.data;
    if (row.seq !== expected) {
      this.#blame(expected, 'missing');
      // The hub itself goes on after a gap that it has found, from the last entry that was there (AU6).
      if (row.kind !== 'chainBroken') this.#hashBefore = null;
    }
    if (this.#hashBefore !== null && hashEntry(row, this.#hashBefore) !== row.hash)
      this.#blame(row.seq, 'altered');
    if (row.kind === 'chainBroken' && this.#brokenBefore.length < MAX_NAMED) this.#brokenBefore.push(row.seq);
    this.#last = row.seq;
    this.#hashBefore = row.hash;
  }

  /** @param head what the hub remembers; `missing` and `altered` where it is not there or does not open */
  finish(head: AuditHead | 'missing' | 'altered', checkedAt: number): AuditCheck {
    if (head === 'missing') this.#blame(this.#last, 'headMissing');
    else if (head === 'altered') this.#blame(this.#last, 'headAltered');
    else if (head.seq > this.#last) this.#blame(this.#last + 1, 'missing');
    else if (head.seq < this.#last) this.#blame(head.seq + 1, 'added');
    else if (this.#fault === null && this.#last > 0 && head.hash !== this.#hashBefore)
      this.#blame(this.#last, 'altered');
    const fault = this.#fault;
    return {
      upTo: fault === null ? this.#last : upToBefore(fault),
      fault: fault === null ? null : { ...fault, count: this.#count },
      brokenBefore: this.#brokenBefore,
      checkedAt,
    };
  }

  #blame(seq: number, kind: FaultKind): void {
    this.#count += 1;
    this.#fault ??= { seq, kind };
  }
}

/** What is wrong with the head says nothing against the entries. */
function upToBefore({ seq, kind }: { seq: number; kind: FaultKind }): number {
  return kind === 'headMissing' || kind === 'headAltered' ? seq : seq - 1;
}
