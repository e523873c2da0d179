import { describeQueueDriver } from '../test/contract/describe-queue-driver.ts'
import { createMemoryDriver } from './memory-driver.ts'

describeQueueDriver('the memory driver', createMemoryDriver)
