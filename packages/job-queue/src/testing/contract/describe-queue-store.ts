import { describe } from 'vitest'
import { describeEndings } from './ending-contract.ts'
import { describeEnqueue } from './enqueue-contract.ts'
import type { MakeStore } from './harness.ts'
import { describeLeases } from './lease-contract.ts'
import { describeOutbox } from './outbox-contract.ts'
import { describePause } from './pause-contract.ts'
import { describeReading } from './reading-contract.ts'
import { describeReopening } from './reopening-contract.ts'
import { describeReserveCheckpoint } from './reserve-checkpoint-contract.ts'
import { describeReserve } from './reserve-contract.ts'
import { describeSettings } from './setting-contract.ts'

/**
 * Tests what every queue promises over any store: call it in a test file of Vitest. A durable store must also have
 * everything again when it is opened at the same place.
 */
export const describeQueueStore = (
  name: string,
  makeOne: MakeStore,
  { drivers = 1 }: { readonly drivers?: number } = {},
): void => {
  const makeStore: MakeStore = Object.assign((place: string) => makeOne(place), { drivers })
  describe(name, () => {
    describeEnqueue(makeStore)
    describeReserve(makeStore)
    describeReserveCheckpoint(makeStore)
    describePause(makeStore)
    describeLeases(makeStore)
    describeEndings(makeStore)
    describeReading(makeStore)
    describeSettings(makeStore)
    describeOutbox(makeStore)
    describeReopening(makeStore)
  })
}
