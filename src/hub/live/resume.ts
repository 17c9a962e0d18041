import { CirclewellError } from '../../protocol/errors.ts';
import type { HubCommand } from '../../protocol/session/commands.ts';
import type { HubTime, SessionWriter, WriterDeps } from './SessionWriter.ts';

/**
 * Brings a session that no hub had for a while up to date, before anybody is let in: whoever was connected was lost when
 * the hub was last known to have it, and not only now that somebody looks (LI27).
 * @throws CirclewellError `unavailable` where the log cannot take it; what the log throws
 */
export async function resume(
  writer: SessionWriter,
  { sessionId, log }: Pick<WriterDeps, 'sessionId' | 'log'>,
): Promise<void> {
  const say = async (command: HubCommand, when: HubTime) => {
    const { answer } = await writer.writeForHub(command, when);
    if (!answer.isAccepted)
      throw new CirclewellError('unavailable', 'the session cannot be brought up to date');
  };
  await say({ type: 'hubWasAway' }, { asOf: (await log.aliveAt(sessionId)) ?? 0 });
}
