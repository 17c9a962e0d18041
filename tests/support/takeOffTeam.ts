import type { Page } from '@playwright/test';
import { z } from 'zod';
import { groupReplySchema } from '../../src/protocol/api/groups.ts';

const staffSchema = z.object({ staff: z.array(z.object({ id: z.string(), role: z.string() })) });

/** Takes those of a role off a group's team, by the sign-in of the page: the sample's team has everybody. */
export async function takeOffTeam(page: Page, groupId: string, role: string): Promise<void> {
  const ask = (path: string, body?: object): Promise<unknown> =>
    page.evaluate(
      async ({ address, sent }) => {
        const reply = await fetch(address, {
          method: sent === undefined ? 'GET' : 'PATCH',
          ...(sent !== undefined && {
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(sent),
          }),
        });
        if (!reply.ok) throw new Error(`${address} answered ${reply.status}`);
        return (await reply.json()) as unknown;
      },
      { address: path, sent: body },
    );
  const { staff } = staffSchema.parse(await ask('/api/staff'));
  const away = staff.filter((one) => one.role === role).map(({ id }) => id);
  const { group } = groupReplySchema.parse(await ask(`/api/groups/${groupId}`));
  await ask(`/api/groups/${groupId}`, { staffIds: group.staffIds.filter((id) => !away.includes(id)) });
}
