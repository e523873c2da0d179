import fc from 'fast-check'
import { expect } from 'vitest'
import type { Outbox } from '../../index.ts'
import type { OutboxModel } from './outbox-model.ts'
import type { QueueModel } from './queue-model.ts'
import { step } from './step.ts'
import type { System } from './system.ts'

type Call = (outbox: Outbox, id: string) => Promise<boolean>
type Model = (outbox: OutboxModel, about: string) => boolean

/** A step with one of the messages, or with one that never was. */
const stepWith = (
  name: string,
  call: Call,
  expected: Model,
): fc.Arbitrary<fc.AsyncCommand<QueueModel, System>> =>
  fc.nat({ max: 30 }).map((at) =>
    step(`${name} message ${at}`, async ({ outbox }, { queue }) => {
      const abouts = [...outbox.messages.keys()]
      const about = abouts.length === 0 ? '' : (abouts[at % abouts.length] ?? '')
      const [message] = queue.outbox.list({ about }).items
      expect(message?.topic).toBe(outbox.messages.get(about)?.topic)
      const id = message?.id ?? queue.lastEventId()
      expect(await call(queue.outbox, id)).toBe(expected(outbox, about))
    }),
  )

export const outboxSteps: readonly fc.Arbitrary<fc.AsyncCommand<QueueModel, System>>[] = [
  stepWith(
    'try',
    (outbox, id) => outbox.tried(id, { note: 'away', delayMs: 1_000 }),
    (outbox, about) => outbox.try(about, 'pending'),
  ),
  stepWith(
    'deliver',
    (outbox, id) => outbox.delivered(id, 200),
    (outbox, about) => outbox.try(about, 'delivered'),
  ),
  stepWith(
    'give up',
    (outbox, id) => outbox.gaveUp(id, 'gone'),
    (outbox, about) => outbox.try(about, 'dead'),
  ),
  stepWith(
    'replay',
    (outbox, id) => outbox.replay(id),
    (outbox, about) => outbox.replay(about),
  ),
]
