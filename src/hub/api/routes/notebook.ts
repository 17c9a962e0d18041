import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { CirclewellError } from '../../../protocol/errors.ts';
import { feedOf, type DocId } from '../../../protocol/notebook/docId.ts';
import {
  presenceBodySchema,
  presenceNewsBodySchema,
  presenceReplySchema,
} from '../../../protocol/notebook/presence.ts';
import {
  batchBodySchema,
  batchReplySchema,
  BEGINNING,
  changesBodySchema,
  changesReplySchema,
  feedsReplySchema,
  NEWS_WAIT_MS,
  newsQuerySchema,
  newsReplySchema,
  type FeedsReply,
} from '../../../protocol/notebook/sync.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { NewsBell } from '../../notebook/NewsBell.ts';
import { NotePresence } from '../../notebook/NotePresence.ts';
import { isInPart } from '../../notebook/feedPart.ts';
import type { ReadableFeed } from '../../notebook/notebookRights.ts';
import type { StaffAccount } from '../../records/staffStore.ts';
import { errorReplies } from '../errors.ts';
import { bodyBytesOf } from '../holderLimits.ts';

/** A full batch, with room for the names around it (NB45). */
const MAX_BATCH_BODY_BYTES = 5 * 1024 * 1024;

/** Notes and marks as workstations bring and fetch them (docs/spec/notebook.md). The hub looks into none of it. */
export function registerNotebook(
  app: ApiInstance,
  { records, guard, limits, notebookRights, now }: ApiDeps,
): void {
  const bell = new NewsBell();
  const presence = new NotePresence({
    now: () => performance.now(),
    after(ms, work) {
      const timer = setTimeout(work, ms).unref();
      return () => clearTimeout(timer);
    },
  });
  app.addHook('preClose', async () => {
    bell.close();
    presence.close();
  });

  async function standing(feeds: readonly ReadableFeed[]): Promise<Pick<FeedsReply, 'feeds' | 'asOf'>> {
    const heads = await records.notebook.heads(feeds);
    const all = feeds.map(({ feed }) => ({ feed, head: heads.get(feed) ?? BEGINNING }));
    return { feeds: all, asOf: createHash('sha256').update(JSON.stringify(all)).digest('base64url') };
  }

  /** Who writes a draft is as much the team's as the draft (SG88). */
  async function assertOpens(account: StaffAccount, docId: DocId): Promise<void> {
    if (!isInPart(await notebookRights.assertReads(account, feedOf(docId)), docId))
      throw new CirclewellError('forbidden', 'The draft is the team’s', 'group.notAssigned');
  }

  app.get(
    '/notebook/feeds',
    {
      config: { access: 'keepNotebook' },
      schema: { response: { 200: feedsReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { account } = guard.staffOf(request);
      return { staffId: account.id, ...(await standing(await notebookRights.feedsOf(account))) };
    },
  );

  app.get(
    '/notebook/news',
    {
      config: { access: 'keepNotebook' },
      schema: { querystring: newsQuerySchema, response: { 200: newsReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      const { account } = guard.staffOf(request);
      const over = whenOver(reply.raw);
      for (;;) {
        const feeds = await notebookRights.feedsOf(account);
        // Before it is looked, so that nothing that is added meanwhile is missed.
        const rung = bell.next(
          feeds.map(({ feed }) => feed),
          over,
        );
        if ((await standing(feeds)).asOf !== request.query.asOf) return { hasNews: true };
        if (await rung) continue;
        if (bell.isClosed) throw new CirclewellError('unavailable', 'The hub is closing');
        return { hasNews: false };
      }
    },
  );

  app.post(
    '/notebook/changes',
    {
      config: { access: 'keepNotebook' },
      schema: { body: changesBodySchema, response: { 200: changesReplySchema, ...errorReplies } },
    },
    async (request) => {
      const part = await notebookRights.assertReads(guard.staffOf(request).account, request.body.feed);
      return records.notebook.readAfter(request.body, part);
    },
  );

  app.post(
    '/notebook/batches',
    {
      bodyLimit: MAX_BATCH_BODY_BYTES,
      config: { access: 'keepNotebook' },
      schema: { body: batchBodySchema, response: { 200: batchReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { account } = guard.staffOf(request);
      limits.countUpload(account.id, bodyBytesOf(request));
      const part = await notebookRights.assertWrites(account, request.body);
      const reply = await records.notebook.take(request.body, account.id, now(), part);
      if (reply.outcome === 'taken') await records.afterwards(() => bell.ring(request.body.feed));
      return reply;
    },
  );

  app.post(
    '/notebook/presence',
    {
      config: { access: 'keepNotebook' },
      schema: { body: presenceBodySchema, response: { 200: presenceReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { account } = guard.staffOf(request);
      const { open } = request.body;
      if (open !== null) await assertOpens(account, open.docId);
      return presence.tell(account, request.body);
    },
  );

  app.post(
    '/notebook/presence/news',
    {
      config: { access: 'keepNotebook' },
      schema: { body: presenceNewsBodySchema, response: { 200: presenceReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      const { account } = guard.staffOf(request);
      const { page, asOf } = request.body;
      const docId = presence.noteOf(account, page);
      const news = await presence.news(account, page, asOf, whenOver(reply.raw));
      // Meanwhile they may have been taken off the group.
      await assertOpens(account, docId);
      return news;
    },
  );
}

/** Whoever waits has gone, or has waited long enough. */
function whenOver(reply: ServerResponse): AbortSignal {
  const gone = new AbortController();
  reply.once('close', () => gone.abort());
  return AbortSignal.any([gone.signal, AbortSignal.timeout(NEWS_WAIT_MS)]);
}
