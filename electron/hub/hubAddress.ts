import { z } from 'zod';

/** Names of this very machine, to which browsers give the camera over http too. */
const HERE = ['127.0.0.1', 'localhost', '[::1]'];

/** An address of a hub, as its origin: https, or http on this very machine; no user name in it. */
export const hubAddressSchema = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((address) => {
    const url = URL.parse(address);
    if (url === null) return false;
    const { protocol, hostname, username, password } = url;
    return (protocol === 'https:' || HERE.includes(hostname)) && username === '' && password === '';
  }, 'must be https (http only on this machine), without a user name')
  .transform((address) => new URL(address).origin);
