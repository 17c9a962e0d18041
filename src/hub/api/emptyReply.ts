import { z } from 'zod';

/** The reply of a route that has nothing to say; sent with status 204. */
export const emptyReplySchema = z.null();
