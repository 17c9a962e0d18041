import { z } from 'zod';
import { deckBodySchema, deckListReplySchema, deckReplySchema } from '../../../protocol/api/decks.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import type { Deck } from '../../../domain/curriculum/deck.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { toSummary } from '../deckShelf.ts';
import { errorReplies } from '../errors.ts';
import { bodyBytesOf } from '../holderLimits.ts';

const paramsSchema = z.object({ deckId: idSchema });
/** A million characters of Markdown, each up to three bytes of UTF-8, with room for JSON's escapes. */
const MAX_DECK_BODY_BYTES = 4 * 1024 * 1024;

/** Decks with their private presenter notes: for staff alone. */
export function registerDecks(app: ApiInstance, { shelf, guard, limits, now, newId }: ApiDeps): void {
  const toReply = (deck: Deck) => ({ deck: { ...toSummary(deck), slides: deck.slides } });

  app.get(
    '/decks',
    { config: { access: 'seeDecks' }, schema: { response: { 200: deckListReplySchema, ...errorReplies } } },
    async () => ({
      decks: [...shelf.list()],
    }),
  );

  app.get(
    '/decks/:deckId',
    {
      config: { access: 'seeDecks' },
      schema: { params: paramsSchema, response: { 200: deckReplySchema, ...errorReplies } },
    },
    async (request) => {
      const deck = shelf.find(request.params.deckId);
      if (!deck) throw new CirclewellError('not_found', 'There is no such deck', 'slides.unknownDeck');
      return toReply(deck);
    },
  );

  app.post(
    '/decks',
    {
      bodyLimit: MAX_DECK_BODY_BYTES,
      config: { access: 'editDecks' },
      schema: { body: deckBodySchema, response: { 200: deckReplySchema, ...errorReplies } },
    },
    async (request) => {
      const authorId = guard.staffOf(request).account.id;
      limits.countUpload(authorId, bodyBytesOf(request));
      return toReply(await shelf.add({ ...request.body, id: newId(), authorId, createdAt: now() }));
    },
  );
}
