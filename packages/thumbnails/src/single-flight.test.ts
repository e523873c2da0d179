import { expect, it } from 'vitest'
import { DecodeJob } from './decode-job.ts'
import { type Flight, SingleFlight } from './single-flight.ts'
import type { Priority } from './thumbnailer.ts'

function createFlights() {
  const flights = new SingleFlight<string>()
  const started: {
    job: DecodeJob
    land: (value: string) => void
    crash: (error: Error) => void
  }[] = []
  const start = (priority: Priority): Flight<string> => {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const job = new DecodeJob(
      { kind: 'thumbnail', source: '/a.png', size: 300, format: 'webp' },
      { targets: [], settledBefore: 0, priority },
    )
    started.push({ job, land: resolve, crash: reject })
    return { job, result: promise }
  }
  return { flights, started, start }
}

it('starts once for a key and gives all the same answer', async () => {
  const { flights, started, start } = createFlights()
  const asked = [1, 2, 3].map(() => flights.run('a', {}, start))
  const other = flights.run('b', {}, start)
  expect(started).toHaveLength(2)
  started[0]?.land('made')
  started[1]?.land('other')
  expect(await Promise.all(asked)).toEqual(['made', 'made', 'made'])
  expect(await other).toBe('other')
  const again = flights.run('a', {}, start)
  expect(started).toHaveLength(3)
  started[2]?.land('anew')
  expect(await again).toBe('anew')
})

it('gives the work up when the last who asked has left, and only then', async () => {
  const { flights, started, start } = createFlights()
  const [one, two] = [new AbortController(), new AbortController()]
  const asked = Promise.allSettled(
    [one, two].map(({ signal }) => flights.run('a', { signal }, start)),
  )
  one.abort(new Error('first left'))
  await Promise.resolve()
  expect(started[0]?.job.signal.aborted).toBe(false)
  two.abort(new Error('second left'))
  const outcomes = await asked
  expect(
    outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.message),
  ).toEqual(['first left', 'second left'])
  expect(started[0]?.job.signal.reason).toMatchObject({ message: 'second left' })
  const late = flights.run('a', {}, start)
  expect(started).toHaveLength(2)
  started[1]?.land('new')
  expect(await late).toBe('new')
})

it('is as urgent as the most urgent of those who ask', async () => {
  const { flights, started, start } = createFlights()
  const background = flights.run('a', { priority: 'background' }, start)
  expect(started[0]?.job.priority).toBe('background')
  const interactive = flights.run('a', {}, start)
  expect(started[0]?.job.priority).toBe('interactive')
  started[0]?.crash(new Error('broken'))
  await expect(background).rejects.toThrow('broken')
  await expect(interactive).rejects.toThrow('broken')
})

it('does not start for one who has left already', async () => {
  const { flights, started, start } = createFlights()
  const signal = AbortSignal.abort(new Error('left'))
  await expect(flights.run('a', { signal }, start)).rejects.toThrow('left')
  expect(started).toEqual([])
})
