import { z } from 'zod'

/** The referee's orders for the process under test, as JSON in `CHAOS_ORDERS`. */
export const ordersSchema = z.object({
  env: z.record(z.string(), z.string()),
  /** `name[:nth][:action]` */
  failpoint: z.string().optional(),
  mutant: z.string().optional(),
  ballastBytes: z.number(),
})
export type Orders = z.infer<typeof ordersSchema>
