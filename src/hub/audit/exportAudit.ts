import type { AuditLine, AuditLog } from './auditLog.ts';

const PAGE = 250;
const COLUMNS = [
  'seq',
  'at',
  'kind',
  'actorKind',
  'actorId',
  'aboutKind',
  'aboutId',
  'sessionId',
  'basis',
  'sealed',
  'hash',
] as const;

/** The audit as a file, line by line, up to what is there when the first line is asked for (AU33). */
export async function* exportAudit(
  audit: Pick<AuditLog, 'head' | 'lines'>,
  format: 'csv' | 'jsonl',
): AsyncGenerator<string> {
  const { seq: upTo } = await audit.head();
  if (format === 'csv') yield `${COLUMNS.join(',')}\r\n`;
  for (let last = 0; last < upTo;) {
    const lines = await audit.lines(last, PAGE);
    for (const line of lines) {
      if (line.seq > upTo) return;
      yield format === 'csv' ? toCsv(line) : `${JSON.stringify(toFlat(line))}\n`;
    }
    const end = lines.at(-1);
    if (!end) return;
    last = end.seq;
  }
}

function toFlat({ actor, about, at, seq, kind, sessionId, basis, sealed, hash }: AuditLine) {
  return {
    seq,
    at: new Date(at).toISOString(),
    kind,
    actorKind: actor.kind,
    actorId: 'id' in actor ? actor.id : null,
    aboutKind: about?.kind ?? null,
    aboutId: about?.id ?? null,
    sessionId,
    basis,
    sealed,
    hash,
  } satisfies Record<(typeof COLUMNS)[number], unknown>;
}

/** RFC 4180. */
function toCsv(line: AuditLine): string {
  const flat = toFlat(line);
  const cells = COLUMNS.map((column) => {
    const value = flat[column];
    const text = value === null ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join(',')}\r\n`;
}
