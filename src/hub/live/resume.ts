import { nextDeadline } from '../../domain/session/deadline.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import type { HubCommand } from '../../protocol/session/commands.ts';
import type { HubTime, SessionWriter, WriterDeps } from './SessionWriter.ts';

/**
 * Brings a session that no hub had for a while up to date, before anybody is let in. Whoever was connected was lost when
 * the hub was last known to have it, and what came due meanwhile came due then, not only now that somebody looks (LI27).
 * @throws CirclewellError `unavailable` where the log cannot take it; what the log throws
 */
export async function resume(
  writer: SessionWriter,
  { sessionId, log, clock }: Pick<WriterDeps, 'sessionId' | 'log' | 'clock'>,
): Promise<void> {
  const say = async (command: HubCommand, when: HubTime) => {
    const { answer } = await writer.writeForHub(command, when);
    if (!answer.isAccepted)
      throw new CirclewellError('unavailable', 'the session cannot be brought up to date');
  };
  await say({ type: 'hubWasAway' }, { asOf: (await log.aliveAt(sessionId)) ?? 0 });
  // First the rooms, then the session: each deadline that was met makes room for a later one.
  for (;;) {
    const deadline = nextDeadline(writer.state);
    if (deadline === null || deadline > clock.now()) return;
    await say({ type: 'timePassed' }, { asOf: deadline });
  }
}
