import { useEffect } from 'react';
import { usePlatform } from '../../platform/PlatformContext.ts';
import type { SessionModel } from '../session/model/sessionModel.ts';
import { followSession } from './followSession.ts';

/** Lets the platform follow a session for as long as it is on the screen. */
export function useShellSession(model: SessionModel): void {
  const platform = usePlatform();
  useEffect(() => (platform === null ? undefined : followSession(platform, model)), [platform, model]);
}
