import { randomUUID } from 'node:crypto'
import { createQueue, type JobQueue } from '@darkroom/job-queue'
import { startPostgres } from '@darkroom/test-postgres'
import { Client } from 'pg'
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createPostgresStore, type PostgresStoreOptions } from './index.ts'
import { lockOf } from './locks.ts'
import { Turn } from './turn.ts'

const postgres = await startPostgres()
if (postgres === undefined) console.info('No PostgreSQL here: turns are not tested')

afterAll(() => postgres?.[Symbol.asyncDispose]())

const newDatabase = async (): Promise<string> => (await postgres?.createDatabase()) ?? expect.fail()

const connect = async (url: string): Promise<Client> => {
  const client = new Client(url)
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

const open = async (
  url: string,
  options: Partial<PostgresStoreOptions> = {},
): Promise<JobQueue> => {
  const queue = createQueue({ store: createPostgresStore({ url, ...options }), member: {} })
  await queue.open()
  onTestFinished(() => queue.close())
  return queue
}

const spec = () => ({ id: randomUUID(), kind: 'image', payload: 'a fox' })

const schema = 'darkroom'

const locks = async (client: Client, isGranted: boolean): Promise<number> =>
  (
    await client.query(
      `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted = $1
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [isGranted],
    )
  ).rows.length

describe.skipIf(postgres === undefined)('a turn to append', () => {
  test('goes to those who wait, in the order in which they came', async () => {
    const url = await newDatabase()
    const onlooker = await connect(url)
    const first = { client: await connect(url), turn: new Turn({ schema }) }
    await first.turn.take(first.client)
    const order: number[] = []
    const others = []
    for (const number of [1, 2]) {
      const client = await connect(url)
      const turn = new Turn({ schema })
      others.push(
        turn.take(client).then(async () => {
          order.push(number)
          await turn.pass(client)
        }),
      )
      await expect.poll(() => locks(onlooker, false)).toBe(number)
    }
    await first.turn.pass(first.client)
    await Promise.all(others)
    expect(order).toEqual([1, 2])
    expect(await locks(onlooker, true)).toBe(0)
  })

  test('is not waited for when whoever has it stands still', async () => {
    const url = await newDatabase()
    const [one, two] = [await open(url), await open(url)]
    const still = await connect(url)
    await new Turn({ schema }).take(still)
    await two.enqueue(spec())
    await one.sync()
    const { id } = await one.enqueue(spec())
    await two.sync()
    expect(two.get(id)?.state).toBe('queued')
  })

  test('is waited for ever less often the longer whoever has it stands still, and as before once it was got', async () => {
    const url = await newDatabase()
    const [still, client] = [await connect(url), await connect(url)]
    const stuck = new Turn({ schema })
    const time = { now: 0 }
    const turn = new Turn({ schema }, () => time.now)
    const isWantedAfter = (ms: number): boolean => {
      time.now += ms
      turn.heard()
      return turn.isWanted
    }
    await stuck.take(still)
    for (const pauseMs of [1_000, 2_000, 4_000]) {
      await turn.take(client)
      expect(isWantedAfter(pauseMs)).toBe(false)
      expect(isWantedAfter(1)).toBe(true)
    }
    await stuck.pass(still)
    await turn.take(client)
    await turn.pass(client)
    await stuck.take(still)
    await turn.take(client)
    expect(isWantedAfter(1_001)).toBe(true)
  })

  test('leaves nothing behind, though it was given in the instant in which the wait for it ended', async () => {
    const url = await newDatabase()
    const [onlooker, still, client] = [await connect(url), await connect(url), await connect(url)]
    const turn = new Turn({ schema })
    const lock = lockOf('turn', { schema })
    // What such an instant leaves: the connection has the lock, and nobody knows.
    await client.query(`SELECT pg_advisory_lock(${lock})`)
    await turn.take(client)
    await turn.pass(client)
    expect(await locks(onlooker, true)).toBe(0)
    await new Turn({ schema }).take(still)
    // It cannot wait for a lock that it has: another stands for it.
    await client.query('SELECT pg_advisory_lock(1, 1)')
    await turn.take(client)
    expect(turn.isHeld).toBe(false)
    expect(await locks(onlooker, true)).toBe(1)
  })

  test('is not held any more by one whose connection was lost with it', async () => {
    const url = await newDatabase()
    const [lost, another] = [await connect(url), await connect(url)]
    const turn = new Turn({ schema })
    await turn.take(lost)
    await turn.pass(another)
    expect(turn.isHeld).toBe(false)
  })

  test('shuts out no snapshot', async () => {
    const url = await newDatabase()
    const still = await connect(url)
    await new Turn({ schema }).take(still)
    const queue = await open(url, { snapshotAtLeastBytes: 1 })
    for (let count = 0; count < 10; count++) await queue.enqueue(spec())
    const newest = async (): Promise<number> => {
      const { rows } = await still.query<{ newest: number }>(
        'SELECT max(position)::int AS newest FROM darkroom.queue_snapshot',
      )
      return rows[0]?.newest ?? 0
    }
    await expect.poll(newest).toBeGreaterThan(0)
  })

  test('is kept by nobody who is closed, however long his last snapshot takes', async () => {
    const url = await newDatabase()
    const [onlooker, blocking] = [await connect(url), await connect(url)]
    const queue = await open(url, { snapshotAtLeastBytes: 1 })
    const sessions = async (condition: string): Promise<number> =>
      (
        await onlooker.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND ${condition}`,
        )
      ).rows.length
    await blocking.query('BEGIN; LOCK TABLE darkroom.queue_snapshot IN EXCLUSIVE MODE')
    for (let count = 0; count < 10; count++) await queue.enqueue(spec())
    const writing = `application_name = 'darkroom-snapshot'`
    await expect.poll(() => sessions(`${writing} AND wait_event_type = 'Lock'`)).toBe(1)
    // What is given up ends after a second anyway; here no second passes, as `expect.poll` would let it.
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const closed = queue.close()
    while ((await sessions(`application_name = 'darkroom'`)) > 0);
    expect(await sessions(writing)).toBe(1)
    await blocking.query('ROLLBACK')
    await closed
  })

  test('is kept by nobody who has written all that he had to', async () => {
    const url = await newDatabase()
    const queues = [await open(url), await open(url), await open(url)]
    const ids = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        const { id } = await (queues[index % 3] ?? expect.fail()).enqueue(spec())
        return id
      }),
    )
    const onlooker = await connect(url)
    await expect.poll(() => locks(onlooker, true)).toBe(0)
    for (const queue of queues) {
      await queue.sync()
      expect(ids.filter((id) => queue.get(id)?.state === 'queued')).toHaveLength(30)
    }
  })
})
