import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LogFile, logFolderOf } from '../../../src/hub/logFile.ts';
import { createLogger } from '../../../src/hub/logging.ts';
import { memberLinkReplySchema } from '../../../src/protocol/api/groups.ts';
import { createTestHub, PASSPHRASE, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
let owner: Ask;
let cookie: string;
beforeEach(async () => {
  test = await createTestHub({ args: ['--announced-address', '203.0.113.9'] });
  ({ ask: owner, cookie } = await test.setUp());
});
afterEach(() => test.close());

/** Whoever answers for the log writes into it what they should not. */
function logBesideTheData() {
  const file = new LogFile(logFolderOf(test.dir));
  return { file, logger: createLogger({ level: 'info', destination: file }) };
}

describe('the diagnostics by the button', () => {
  it('OP30 tell how the hub is, as a file, with an entry in the audit', async () => {
    const { logger } = logBesideTheData();
    logger.warn({ sessionId: 's1' }, 'Something to look at');
    const { status, headers, json } = await owner('GET', '/api/diagnostics');
    expect(status).toBe(200);
    expect(headers['content-disposition']).toBe(
      'attachment; filename="circlewell-diagnostics-2026-11-25.json"',
    );
    expect(json).toMatchObject({
      circlewellDiagnostics: 1,
      release: '0.0.0',
      machine: { node: process.versions.node },
      configuration: { hasAnnouncedAddress: true, keyFrom: 'file' },
      health: [],
      sizes: { databaseBytes: expect.any(Number) },
      database: {
        migrations: expect.arrayContaining(['0001_first', '0006_audit']),
        rows: { staff: 1, members: 0 },
      },
      integrity: { problems: [], danglingRows: 0 },
      audit: { fault: null },
      figures: expect.arrayContaining([expect.stringContaining('circlewell_info{release="0.0.0"')]),
      log: [{ msg: 'Something to look at', sessionId: 's1' }],
    });
    expect(await test.records.audit.lastOf('diagnosticsMade')).toMatchObject({
      actor: { kind: 'staff' },
      basis: 'operateHub',
    });
  });

  it('OP31 hold nobody’s name, text, link or key, and nothing that tells whose hub it is', async () => {
    const group = await owner('POST', '/api/groups', {
      name: 'Marigold Circle',
      template: 'IOP-180',
      meetingTimes: [],
    });
    const { id } = z.object({ group: z.object({ id: z.string() }) }).parse(group.json).group;
    const made = await owner('POST', `/api/groups/${id}/members`, {
      displayName: 'Xanthe V.',
      language: 'es',
    });
    const { url } = memberLinkReplySchema.parse(made.json);
    await owner('POST', '/api/decks', { title: 'Lantern Deck', markdown: '# A kestrel sentence\n\nText' });
    const { file, logger } = logBesideTheData();
    logger.error(
      { err: new Error(`No row for Xanthe V. in ${test.dir}`), link: url, name: 'Xanthe V.' },
      'Bad',
    );
    logger.info({ body: { text: 'A kestrel sentence' }, remoteAddress: '203.0.113.77', cookie }, 'Worse');
    // As a release would have written it that hid less than this one does.
    file.write(`${JSON.stringify({ level: 30, displayName: 'Xanthe V.', place: '17 Juniper Lane' })}\n`);
    file.write('{"level":30,"msg":"cut off, for Xanthe V.');

    const { json } = await owner('GET', '/api/diagnostics');
    const text = JSON.stringify(json);
    expect(text).toContain('Worse');
    expect(text).toContain('a line that was cut off');
    const names = ['Harbor House', 'maria', 'Maria S.', 'Marigold', 'Xanthe', 'Lantern'];
    const texts = ['kestrel', 'Juniper', '203.0.113', '127.0.0.1', test.dir, process.cwd()];
    const kek = Buffer.alloc(32, 7).toString('base64');
    const keys = [PASSPHRASE, 'argon2', cookie.split('=')[1], url, url.split('#')[1], kek];
    for (const told of [...names, ...texts, ...keys])
      expect([told, text.includes(told ?? '')]).toEqual([told, false]);
  });
});
