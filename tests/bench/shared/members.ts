import type { Browser } from '@playwright/test';
import { setTimeout as later } from 'node:timers/promises';
import { MemberPage } from '../../support/memberPage.ts';
import { readReceived } from '../../support/mediaProbe.ts';
import type { SampleHub } from '../../support/sampleHub.ts';
import type { StaffClient } from './staffClient.ts';

const COMPLETE_LIMIT_MS = 30_000;

/** The sample's first members at their screens in the waiting room, one after the other: their checks share the cores. */
export async function bringMembers(
  hub: SampleHub,
  browser: Browser,
  count: number,
  prepare: (member: MemberPage) => Promise<void>,
): Promise<MemberPage[]> {
  const members: MemberPage[] = [];
  for (const account of hub.sample.members.slice(0, count)) {
    const member = await MemberPage.create(browser, account);
    await prepare(member);
    await member.comeToWaitingRoom();
    members.push(member);
  }
  return members;
}

/** Lets everybody in who waits, and begins. */
export async function letIn(staff: StaffClient, members: readonly MemberPage[]): Promise<void> {
  await staff.command({ type: 'admitAll' });
  await Promise.all(members.map((member) => member.inRoom()));
  await staff.command({ type: 'startSession' });
}

/**
 * Resolves when the page has decoded frames of so many people's cameras over the connections that it has now, whenever that was: who
 * has been seen on them counts at once. @throws Error where they do not come within the limit
 */
export async function whenAllArrive(
  page: MemberPage['page'],
  people: number,
  limitMs = COMPLETE_LIMIT_MS,
): Promise<void> {
  const giveUpAt = performance.now() + limitMs;
  for (;;) {
    const cameras = (await readReceived(page)).filter(
      ({ source, framesDecoded }) => source === 'camera' && framesDecoded > 0,
    ).length;
    if (cameras >= people) return;
    if (performance.now() > giveUpAt) throw new Error(`Only ${cameras} of ${people} cameras arrive`);
    await later(100);
  }
}
