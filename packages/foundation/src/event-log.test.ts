import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventLog } from './event-log.ts'

class Gap extends Error {}

const never = new AbortController().signal
const create = (
  options: { retention?: number; nextSeq?: number; events?: readonly number[] } = {},
) => new EventLog<number>({ epoch: 'e-1', retention: 100, gap: (id) => new Gap(id), ...options })

const withId = (event: number, id: string): string => `${id}:${event}`

async function take<T>(events: AsyncIterable<T>, count: number): Promise<readonly T[]> {
  const taken: T[] = []
  if (count === 0) return taken
  for await (const event of events) {
    taken.push(event)
    if (taken.length === count) break
  }
  return taken
}

test('a stream is live from the call on, even when it is read later', async () => {
  const log = create()
  log.append([1])
  const live = log.stream({ signal: never }, withId)
  log.append([2, 3])
  expect(await take(live, 2)).toEqual(['e-1-2:2', 'e-1-3:3'])
})

test('a stream goes on after an id, and waits for what is not there yet', async () => {
  const log = create()
  log.append([1, 2])
  const taking = take(log.stream({ after: 'e-1-1', signal: never }, withId), 3)
  await new Promise(setImmediate)
  log.append([3])
  log.append([4])
  expect(await taking).toEqual(['e-1-2:2', 'e-1-3:3', 'e-1-4:4'])
  expect(log.lastId).toBe('e-1-4')
})

test('the events of a former run can be asked for', async () => {
  const log = create({ nextSeq: 8, events: [5, 6, 7] })
  expect(await take(log.stream({ after: 'e-1-5', signal: never }, withId), 2)).toEqual([
    'e-1-6:6',
    'e-1-7:7',
  ])
  expect(log.retained()).toEqual([5, 6, 7])
})

test.each([
  ['of another store', 'e-2-5'],
  ['no longer kept', 'e-1-3'],
  ['not yet there', 'e-1-8'],
  ['with a zero in front', 'e-1-06'],
  ['without a number', 'e-1-'],
  ['without anything', ''],
  ['with another sign', 'e-1--6'],
])('an id %s is a gap, at once', (_, after) => {
  const log = create({ nextSeq: 8, events: [5, 6, 7] })
  expect(() => log.stream({ after, signal: never }, withId)).toThrow(Gap)
})

test('whoever is left behind too far is told where', async () => {
  const log = create({ retention: 2 })
  log.append([1])
  const slow = log.stream({ after: 'e-1-0', signal: never }, withId)
  for (let event = 2; event < 10; event += 1) log.append([event])
  await expect(take(slow, 1)).rejects.toEqual(new Gap('e-1-0'))
  expect(log.retained()).toEqual([8, 9])
})

test('an abort ends a stream quietly, whether it waits or not', async () => {
  const log = create()
  const abort = new AbortController()
  const waiting = take(log.stream({ signal: abort.signal }, withId), 1)
  await new Promise(setImmediate)
  abort.abort(new Error('gone'))
  expect(await waiting).toEqual([])
  log.append([1])
  const late = log.stream({ after: 'e-1-0', signal: abort.signal }, withId)
  expect(await take(late, 1)).toEqual([])
})

test('closing ends streams after what was appended, quietly or with its failure', async () => {
  const log = create()
  const live = take(log.stream({ signal: never }, withId), 5)
  log.append([1])
  log.close()
  expect(await live).toEqual(['e-1-1:1'])

  const broken = create()
  const waiting = take(broken.stream({ signal: never }, withId), 1)
  const failure = new Error('disk')
  broken.close(failure)
  broken.close(new Error('another'))
  await expect(waiting).rejects.toBe(failure)
})

type Step =
  | { readonly kind: 'append'; readonly count: number }
  | { readonly kind: 'listen'; readonly back: number }
  | { readonly kind: 'read'; readonly reader: number }
  | { readonly kind: 'turn' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ kind: fc.constant('listen' as const), back: fc.nat(12) }),
  fc.record({ kind: fc.constant('read' as const), reader: fc.nat(9) }),
  fc.record({ kind: fc.constant('turn' as const) }),
)

interface Reader {
  readonly first: number
  readonly iterator: AsyncIterator<number>
  readonly told: Promise<number | 'gap' | 'end'>[]
}

const toldBy = ({ iterator }: Reader): Promise<number | 'gap' | 'end'> =>
  iterator.next().then(
    ({ done, value }) => (done === true ? 'end' : value),
    (error: unknown) => {
      if (error instanceof Gap) return 'gap'
      throw error
    },
  )

test('no reader misses or repeats an event, however appends, readers and turns interleave', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.array(step), async (retention, steps) => {
      const log = create({ retention })
      const readers: Reader[] = []
      let last = 0
      for (const taken of steps) {
        switch (taken.kind) {
          case 'append':
            log.append(Array.from({ length: taken.count }, () => ++last))
            break
          case 'listen': {
            const after = Math.max(0, last - Math.min(taken.back, retention))
            const events = log.stream({ after: `e-1-${after}`, signal: never }, (event) => event)
            const iterator = events[Symbol.asyncIterator]()
            readers.push({ first: after + 1, iterator, told: [] })
            break
          }
          case 'read': {
            const reader = readers[taken.reader % Math.max(1, readers.length)]
            reader?.told.push(toldBy(reader))
            break
          }
          case 'turn':
            await new Promise(setImmediate)
            break
        }
      }
      log.close()
      for (const { first, told } of readers) {
        const outcomes = await Promise.all(told)
        const numbers = outcomes.filter((outcome) => typeof outcome === 'number')
        expect(numbers).toEqual(numbers.map((_, index) => first + index))
        // A gap is only reported to a reader with fewer than `retention` kept events, and nothing follows it.
        expect(outcomes.slice(numbers.length).slice(1)).not.toContain('gap')
        if (outcomes[numbers.length] === 'end') expect(first + numbers.length).toBe(last + 1)
        if (outcomes[numbers.length] === 'gap') {
          expect(first + numbers.length).toBeLessThanOrEqual(last - retention)
        }
      }
    }),
  )
})

test('whoever has heard all before hears all of what comes at once', async () => {
  const log = create({ retention: 2 })
  for (let event = 1; event <= 4; event++) log.append([event])
  const live = log.stream({ after: log.lastId, signal: never }, withId)
  log.append([5, 6, 7])
  expect(await take(live, 3)).toEqual(['e-1-5:5', 'e-1-6:6', 'e-1-7:7'])
  expect(log.retained()).toEqual([6, 7])
})
