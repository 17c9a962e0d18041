import { z } from 'zod';

/** Where the benchmark's own pages lie on the hub's origin, and its bare route. */
export const PAGES_PATH = '/bench/';
export const BULK_PATH = '/bench-bulk';

/** What the bare route takes: the updates of the product's own batches, in one body. */
export const bulkSchema = z.object({ updates: z.array(z.object({ docId: z.string(), data: z.string() })) });
