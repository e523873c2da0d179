import { describe } from 'vitest'
import { describeLosing } from './losing-contract.ts'
import type { ConnectStore } from './shared-harness.ts'
import { describeSharing } from './sharing-contract.ts'

/**
 * Tests what queues promise that work on one shared store at once: call it in a test file of Vitest, besides `describeQueueStore`
 * with `drivers`. Each queue has a clock of its own, as processes on several machines do.
 */
export const describeSharedStore = (name: string, connect: ConnectStore): void => {
  describe(name, () => {
    describeSharing(connect)
    describeLosing(connect)
  })
}
