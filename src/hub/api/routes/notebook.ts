import { parseFeedId } from '../../../protocol/notebook/docId.ts';
import {
  batchBodySchema,
  batchReplySchema,
  BEGINNING,
  changesBodySchema,
  changesReplySchema,
  feedsReplySchema,
} from '../../../protocol/notebook/sync.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';

/** A full batch, with room for the names around it (NB45). */
const MAX_BATCH_BODY_BYTES = 5 * 1024 * 1024;

/** Notes and marks as workstations bring and fetch them (docs/spec/notebook.md). The hub looks into none of it. */
export function registerNotebook(
  app: ApiInstance,
  { records, guard, notebookRights, now, feedGrew }: ApiDeps,
): void {
  app.get(
    '/notebook/feeds',
    {
      config: { access: 'keepNotebook' },
      schema: { response: { 200: feedsReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { account } = guard.staffOf(request);
      const feeds = await notebookRights.feedsOf(account);
      const heads = await records.notebook.heads(feeds);
      return {
        staffId: account.id,
        feeds: feeds.map((feed) => ({ feed, head: heads.get(feed) ?? BEGINNING })),
      };
    },
  );

  app.post(
    '/notebook/changes',
    {
      config: { access: 'keepNotebook' },
      schema: { body: changesBodySchema, response: { 200: changesReplySchema, ...errorReplies } },
    },
    async (request) => {
      await notebookRights.assertReads(guard.staffOf(request).account, request.body.feed);
      return records.notebook.readAfter(request.body);
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
      await notebookRights.assertWrites(account, request.body);
      const reply = await records.notebook.take(request.body, account.id, now());
      const { kind, id } = parseFeedId(request.body.feed);
      if (kind === 'group' && reply.outcome === 'taken') feedGrew(id, account.id);
      return reply;
    },
  );
}
