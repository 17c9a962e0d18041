import { safeStorage } from 'electron';
import type { Logger } from 'pino';
import { createKeychain } from '../keys/keychain.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { systemTimers } from '../systemTimers.ts';
import { forkHub } from './forkHub.ts';
import { freePort } from './freePort.ts';
import { hubToUse, type HubSurroundings, type OwnHubPlan } from './hubPlan.ts';
import { superviseHub, type HubLink } from './hubSupervisor.ts';
import { openHubSwitch, type HubSwitch } from './hubSwitch.ts';
import { openOwnHub } from './openOwnHub.ts';

/** The port of the shell's own hub, where it is free; the one of `npm start`. */
const PREFERRED_PORT = 7420;

/** Opens the hub that was named or chosen, on Electron's keychain and processes. */
export function startHubs(options: {
  surroundings: HubSurroundings;
  settings: SettingsStore;
  log: Logger;
  onChange: () => void;
  /** Whether somebody is in a session on a hub of the shell's own. */
  onBusy: (isBusy: boolean) => void;
}): Promise<HubSwitch> {
  const { surroundings, settings, log, onChange, onBusy } = options;
  const start = (plan: OwnHubPlan): HubLink =>
    superviseHub({
      origin: plan.origin,
      fork: () => forkHub(plan),
      timers: systemTimers,
      onBusy,
      log: (event, facts) => {
        log.info(facts, event);
      },
    });
  return openHubSwitch({
    first: hubToUse(surroundings.env, settings.read().hub),
    openOwn: (isKeyChanging) =>
      openOwnHub(
        {
          surroundings,
          keychain: createKeychain(safeStorage, surroundings.platform),
          freePort: () => freePort(PREFERRED_PORT),
          start,
          onFailed: (error) => {
            log.error({ err: error }, 'the key of the hub cannot be used');
          },
        },
        isKeyChanging,
      ),
    onChange,
  });
}
