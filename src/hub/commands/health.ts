import { healthReplySchema } from '../../protocol/api/health.ts';
import { askOwnHub } from './askOwnHub.ts';
import type { Command } from './command.ts';

/** `health`: whether the hub that runs here answers and can read its records, by the exit code, for what watches over it (OP61). */
export const healthCommand: Command = async ({ config, say }) => {
  const { status, body } = await askOwnHub(config, '/api/health');
  const { status: standing, reasons = [] } = healthReplySchema.parse(JSON.parse(body));
  say([standing, ...reasons].join(' '));
  return status === 200 ? 0 : 1;
};
