import { z } from 'zod';

/**
 * The keys of which one may mute from anywhere on the machine, in Electron's spelling. A few on purpose: each is one that
 * hardly any program takes, and that can be pressed with one or two hands.
 */
export const muteKeySchema = z.enum(['CommandOrControl+Shift+M', 'CommandOrControl+Alt+M', 'F9', 'F10']);
export type MuteKey = z.infer<typeof muteKeySchema>;
