import { z } from 'zod';
import { meReplySchema } from '../../../src/protocol/api/accounts.ts';
import { staffSignatureReplySchema } from '../../../src/protocol/api/credentials.ts';
import { appKeyReplySchema, factorAddedReplySchema } from '../../../src/protocol/api/factors.ts';
import {
  groupReplySchema,
  memberLinkReplySchema,
  sessionReplySchema,
} from '../../../src/protocol/api/groups.ts';
import { staffLinkChosenReplySchema, staffLinkReplySchema } from '../../../src/protocol/api/staffLinks.ts';
import { AuthenticatorApp } from '../../support/authenticatorApp.ts';
import type { SampleProgram } from '../../support/sampleHub.ts';
import { WORDS, type Arisen } from './words.ts';

/** A practice made over HTTP as the console makes it, with what arose meanwhile that nobody else may read. */
export type OpenPractice = {
  readonly program: SampleProgram;
  readonly firstMemberId: string;
  readonly arisen: Arisen;
};

/** Somebody who asks the hub with their cookie. */
class Asker {
  readonly #origin: string;
  cookie = '';

  constructor(origin: string) {
    this.#origin = origin;
  }

  post<T>(path: string, body: object, schema: z.ZodType<T>): Promise<T> {
    return this.#ask('POST', path, body, schema);
  }

  put<T>(path: string, body: object, schema: z.ZodType<T>): Promise<T> {
    return this.#ask('PUT', path, body, schema);
  }

  async #ask<T>(method: 'POST' | 'PUT', path: string, body: object, schema: z.ZodType<T>): Promise<T> {
    const response = await fetch(`${this.#origin}/api${path}`, {
      method,
      headers: { origin: this.#origin, cookie: this.cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    this.cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? this.cookie;
    return schema.parse(await response.json());
  }
}

/** Fills an empty hub with every text that the product takes over HTTP. */
export async function openPractice(consoleUrl: string): Promise<OpenPractice> {
  const { origin, port } = new URL(consoleUrl);
  const lead = new Asker(origin);
  const { staff: me } = await lead.post(
    '/setup',
    {
      practiceName: WORDS.practice,
      accountName: WORDS.leadAccount,
      displayName: WORDS.lead,
      passphrase: WORDS.leadPassphrase,
      language: 'en',
    },
    meReplySchema,
  );
  const credential = {
    type: 'LMFT',
    number: WORDS.licence,
    state: 'CA',
    expiresOn: null,
    requiresCosignature: false,
  };
  await lead.put(
    `/staff/${me.id}/signature`,
    { printedName: WORDS.printedName, credential },
    staffSignatureReplySchema,
  );
  const addStaff = async (accountName: string, displayName: string, passphrase: string) => {
    const { staff, url } = await lead.post(
      '/staff',
      { accountName, displayName, role: 'coFacilitator' },
      staffLinkReplySchema,
    );
    const token = new URL(url).hash.slice(1);
    await new Asker(origin).post('/staff-links/choose', { token, passphrase }, staffLinkChosenReplySchema);
    return staff.id;
  };
  const coId = await addStaff(WORDS.coAccount, WORDS.co, WORDS.coPassphrase);
  await addStaff(WORDS.colleagueAccount, WORDS.colleague, WORDS.colleaguePassphrase);
  const { group } = await lead.post(
    '/groups',
    { name: WORDS.group, template: 'GROUP-60', meetingTimes: [], staffIds: [me.id, coId] },
    groupReplySchema,
  );
  const addMember = async (displayName: string) =>
    lead.post(`/groups/${group.id}/members`, { displayName, language: 'en' }, memberLinkReplySchema);
  const first = await addMember(WORDS.firstMember);
  const second = await addMember(WORDS.secondMember);
  await lead.post('/sessions', { groupId: group.id }, sessionReplySchema);
  await lead.post(
    '/decks',
    {
      title: WORDS.deck,
      markdown: `## Welcome\n\n${WORDS.slide}\n\n<!-- ${WORDS.notes} -->`,
    },
    z.unknown(),
  );
  const colleague = await openEmergency(origin, group.id);
  return {
    program: {
      type: 'ready',
      consoleUrl,
      port: Number(port),
      sample: {
        staff: [
          { role: 'lead', name: WORDS.leadAccount, passphrase: WORDS.leadPassphrase },
          { role: 'coFacilitator', name: WORDS.coAccount, passphrase: WORDS.coPassphrase },
        ],
        members: [
          { name: WORDS.firstMember, url: first.url },
          { name: WORDS.secondMember, url: second.url },
        ],
        groupId: group.id,
      },
    },
    firstMemberId: first.member.id,
    arisen: {
      secrets: { ...colleague, leadCookie: valueOf(lead.cookie) },
      links: {
        firstLink: new URL(first.url).hash.slice(1),
        secondLink: new URL(second.url).hash.slice(1),
      },
    },
  };
}

/** Somebody who is not assigned looks into the group, and has a second factor. */
async function openEmergency(origin: string, groupId: string): Promise<Record<string, string>> {
  const colleague = new Asker(origin);
  await colleague.post(
    '/sign-in',
    { accountName: WORDS.colleagueAccount, passphrase: WORDS.colleaguePassphrase },
    z.unknown(),
  );
  await colleague.post('/emergency-accesses', { groupId, reason: WORDS.emergency }, z.unknown());
  const { key } = await colleague.post('/me/factors/app/begin', {}, appKeyReplySchema);
  const code = new AuthenticatorApp(key).nextCode();
  const { recoveryCodes } = await colleague.post('/me/factors/app', { code }, factorAddedReplySchema);
  const [recoveryCode] = recoveryCodes ?? [];
  if (recoveryCode === undefined) throw new Error('There came no recovery codes');
  return { appKey: key.replaceAll(' ', ''), recoveryCode, colleagueCookie: valueOf(colleague.cookie) };
}

const valueOf = (cookie: string): string => cookie.slice(cookie.indexOf('=') + 1);
