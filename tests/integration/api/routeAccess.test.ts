import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Access } from '../../../src/hub/api/access.ts';
import { isAllowed } from '../../../src/domain/practice/permissions.ts';
import { seatReplySchema } from '../../../src/protocol/api/door.ts';
import { groupReplySchema, memberLinkReplySchema } from '../../../src/protocol/api/groups.ts';
import { wireErrorSchema } from '../../../src/protocol/errors.ts';
import { staffRoleSchema } from '../../../src/protocol/session/people.ts';
import { countOutcomes } from '../../support/countOutcomes.ts';
import { allRoutes, fillPath, type Route } from './allRoutes.ts';
import { givePassphrase, setUpApp } from './factorSteps.ts';
import { ROUTE_ACCESS } from './routeAccess.ts';
import { createTestHub, type Answer, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
let owner: Ask;
let routes: Route[];
beforeEach(async () => {
  test = await createTestHub();
  ({ ask: owner } = await test.setUp());
  routes = await allRoutes();
});
afterEach(() => test.close());

/** These end what somebody asks with, so they are asked last. */
const ENDING = ['POST /api/me/lock', 'POST /api/sign-out'];
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** `in`, or why not: nobody is known who may, or the right that is missing. */
function outcomeOf({ status, json }: Answer): string {
  const error = z.object({ error: wireErrorSchema }).safeParse(json).data?.error;
  if (status === 401) return 'signed out';
  const [, right] = /^The role does not allow (\w+)$/.exec(error?.detail ?? '') ?? [];
  return right === undefined ? 'in' : `not without ${right}`;
}

/** What becomes of each route in somebody's hands, who sends nothing that any of them would take. */
async function outcomes(ask: Ask, fill = fillPath): Promise<Record<string, string>> {
  const ordered = routes.toSorted((a, b) => ENDING.indexOf(nameOf(a)) - ENDING.indexOf(nameOf(b)));
  const found: Record<string, string> = {};
  for (const route of ordered) {
    const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : { junk: true };
    found[nameOf(route)] = outcomeOf(await ask(route.method, fill(route.path), body));
  }
  countOutcomes(ordered.length);
  return found;
}

const expected = (outcome: (access: Access) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(ROUTE_ACCESS).map(([name, access]) => [name, outcome(access)]));
const onlyFor = (...open: readonly Access[]): Record<string, string> =>
  expected((access) => (open.includes(access) ? 'in' : 'signed out'));

describe('ID31: each route of the API', () => {
  it('stands in the table that was written by hand', () => {
    expect(Object.keys(ROUTE_ACCESS).sort()).toEqual(routes.map(nameOf).sort());
  });

  it.each(staffRoleSchema.options)('gives a %s what the table says', async (role) => {
    const { ask } = await test.signedIn(role);
    expect(await outcomes(ask)).toEqual(
      expected((access) => {
        if (access === 'public' || access === 'staff' || access === 'ownFactors') return 'in';
        if (access === 'seat' || access === 'halfway') return 'signed out';
        return isAllowed({ role, isOwner: false }, access) ? 'in' : `not without ${access}`;
      }),
    );
  });

  it('gives who is nobody what is open to everybody', async () => {
    expect(await outcomes(test.as(null))).toEqual(onlyFor('public'));
  });

  it('gives a member their seat, and nobody else’s', async () => {
    const group = { name: 'Evening', template: 'IOP-180', meetingTimes: [] };
    const { id } = groupReplySchema.parse((await owner('POST', '/api/groups', group)).json).group;
    const member = { displayName: 'Ana R.', language: 'en' };
    const { url } = memberLinkReplySchema.parse(
      (await owner('POST', `/api/groups/${id}/members`, member)).json,
    );
    const { json, cookie } = await test.as(null)('POST', '/api/door', { token: url.split('#')[1] });
    const { seatId } = seatReplySchema.parse(json);
    const ask = test.as(cookie ?? null);
    expect(await outcomes(ask, (path) => fillPath(path.replace('{seatId}', seatId)))).toEqual(
      onlyFor('public', 'seat'),
    );
    expect(await outcomes(ask)).toEqual(onlyFor('public'));
  });

  it('gives who has given the passphrase alone the second step, or the setting up of it', async () => {
    const { ask } = await test.signedIn('lead');
    await setUpApp(test, ask);
    expect(await outcomes((await givePassphrase(test, 'lead-1')).ask)).toEqual(onlyFor('public', 'halfway'));

    await test.signedIn('lead');
    await setUpApp(test, owner);
    await owner('PATCH', '/api/second-factors', { isNeeded: true });
    expect(await outcomes((await givePassphrase(test, 'lead-2')).ask)).toEqual(
      onlyFor('public', 'ownFactors'),
    );
  });
});
