import fc from 'fast-check'
import type { QueueModel } from './queue-model.ts'
import { step } from './step.ts'
import type { System } from './system.ts'

export const setSetting: fc.Arbitrary<fc.AsyncCommand<QueueModel, System>> = fc
  .tuple(fc.constantFrom('a', 'b'), fc.option(fc.nat({ max: 2 })))
  .map(([key, value]) =>
    step(`setting ${key} ${value}`, async (model, { queue }) => {
      await queue.setSetting(key, value ?? undefined)
      if (value === null) model.settings.delete(key)
      else model.settings.set(key, value)
    }),
  )
