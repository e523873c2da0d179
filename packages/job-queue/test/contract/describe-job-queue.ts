import { describe } from 'vitest'
import { describeEndings } from './ending-contract.ts'
import { describeEnqueue } from './enqueue-contract.ts'
import type { MakeDriver } from './harness.ts'
import { describeLeases } from './lease-contract.ts'
import { describePause } from './pause-contract.ts'
import { describeReading } from './reading-contract.ts'
import { describeReserve } from './reserve-contract.ts'

/** What every driver promises, whatever it keeps its jobs in. */
export const describeJobQueue = (name: string, makeDriver: MakeDriver): void => {
  describe(name, () => {
    describeEnqueue(makeDriver)
    describeReserve(makeDriver)
    describePause(makeDriver)
    describeLeases(makeDriver)
    describeEndings(makeDriver)
    describeReading(makeDriver)
  })
}
