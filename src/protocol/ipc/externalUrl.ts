import { z } from 'zod';

/** The longest link that is handed to the system's browser, in characters. */
const MAX_EXTERNAL_URL_LENGTH = 2048;

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSAFE = /[\\\u0000-\u0020\u007f]/;
const WITH_USER_NAME = /^https:\/*[^/?#]*@/i;

/**
 * A link that may be handed to the system's browser: https, a named host, no user name or password in it, and no
 * character that one parser reads differently from another.
 */
export const externalUrlSchema = z
  .url({ protocol: /^https$/, hostname: z.regexes.domain })
  .max(MAX_EXTERNAL_URL_LENGTH)
  .refine((url) => !UNSAFE.test(url), 'must not hold a backslash, a space or a control character')
  .refine((url) => !WITH_USER_NAME.test(url), 'must not hold a user name');
