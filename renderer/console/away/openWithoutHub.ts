import { meReplySchema } from '../../../src/protocol/api/accounts.ts';
import type { Services } from '../app/services.ts';
import type { Answered, NotebookOwner } from '../notebook/notebookView.ts';

/** Opens somebody's notebook with their passphrase, and the console as that knew it (NB62). Never rejects. */
export async function openWithoutHub(
  { notebook, account, kept }: Pick<Services, 'notebook' | 'account' | 'kept'>,
  owner: NotebookOwner,
  passphrase: string,
): Promise<Answered> {
  await notebook.follow(owner);
  const answered = await notebook.answer(passphrase);
  if (answered.result !== 'accepted') return answered;
  const me = meReplySchema.safeParse((await kept.missing(owner.staffId, '/api/me'))?.json);
  // Written by an older console: it is opened with the hub once more.
  if (!me.success) return { result: 'unproved' };
  account.openWithoutHub(me.data);
  return answered;
}
