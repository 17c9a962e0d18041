import { expect, test } from '@playwright/test';
import { startEvening } from '../support/evening.ts';
import { expectHearsAndSees } from '../support/hearing.ts';
import { participantIds } from '../support/mediaProbe.ts';
import { hasRelay, installRelayOnly, startRelay } from '../support/relay.ts';
import { startSampleHub } from '../support/sampleHub.ts';
import { onBrowser } from '../support/surfaces.ts';

/** Media through a real coturn, as a member has it whose network lets nothing else through. */
test.skip(!hasRelay(), 'No relay is tried: there is no turnserver on this machine (PR32).');

test('HO10 HO11 HO12 a member whose browser goes through the relay alone hears, sees, and is heard and seen', async () => {
  const relay = await startRelay('127.0.0.1');
  const evening = await startEvening({ on: onBrowser(await startSampleHub([], { env: relay.env })) });
  await evening.lead.openWaitingRoom();
  await evening.lead.startGroup();
  const ana = await evening.member(0);
  await ana.page.addInitScript(installRelayOnly);
  await ana.comeToWaitingRoom();
  await evening.lead.button(`Let in ${ana.name}`).click();
  await ana.inRoom();
  const ids = await participantIds(evening.lead.page);
  await expectHearsAndSees(ana.page, [ids.get(evening.lead.name) ?? '']);
  await expectHearsAndSees(evening.lead.page, [ids.get(ana.name) ?? '']);
  // The way it took, as the browser tells it.
  const ways = await ana.page.evaluate(async () => {
    const found: string[] = [];
    for (const connection of globalThis.window.mediaProbe.connections) {
      const stats = [...(await connection.getStats()).values()];
      for (const pair of stats)
        if (pair.type === 'candidate-pair' && pair.nominated)
          found.push(stats.find(({ id }) => id === pair.localCandidateId)?.candidateType);
    }
    return found;
  });
  expect(new Set(ways)).toEqual(new Set(['relay']));
  await evening.close();
  await relay.close();
});

test('HO12 HO20 the relay relays to nobody but the hub, whoever has a pass', async () => {
  const relay = await startRelay('127.0.0.9');
  const evening = await startEvening({ on: onBrowser(await startSampleHub([], { env: relay.env })) });
  const ana = await evening.member(0);
  await ana.comeToDeviceCheck();
  await ana.page.getByRole('link', { name: 'Test the connection' }).click();
  await expect(ana.page.getByTestId('reach-udp')).toHaveAttribute('data-state', 'ok');
  await expect(ana.page.getByTestId('reach-relay')).toHaveAttribute('data-state', 'trouble');
  await evening.close();
  await relay.close();
});
