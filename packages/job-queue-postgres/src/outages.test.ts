import { randomUUID } from 'node:crypto'
import {
  createQueue,
  type JobQueue,
  type QueueStore,
  type StoreContext,
  StoreDivergedError,
  StoreUnavailableError,
} from '@darkroom/job-queue'
import { createLine, startPostgres } from '@darkroom/test-postgres'
import { Client } from 'pg'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { goneAfterHalfAMinute } from './connection.ts'
import { createPostgresStore, type PostgresStoreOptions } from './index.ts'

const postgres = await startPostgres()
if (postgres === undefined)
  console.info('No PostgreSQL here: what happens without it is not tested')

afterAll(() => postgres?.[Symbol.asyncDispose]())

const running = () => {
  if (postgres === undefined) throw new Error('No PostgreSQL')
  return postgres
}

const open = async (options: PostgresStoreOptions, patienceMs = 20_000): Promise<JobQueue> => {
  const queue = createQueue({
    store: createPostgresStore({ answerWithinMs: 500, ...options }),
    patienceMs,
    member: { leaseMs: 60_000 },
  })
  await queue.open()
  onTestFinished(() => queue.close())
  return queue
}

const spec = () => ({ id: randomUUID(), kind: 'image', payload: 'a fox 🦊 \u0000 \ud800' })

/** A connection is tried again after two seconds at most. */
const patiently = { timeout: 15_000 }

/** Asks one after the other; returns the rows of the last. */
const ask = async (
  url: string,
  ...texts: readonly string[]
): Promise<readonly Record<string, unknown>[]> => {
  const client = new Client(url)
  await client.connect()
  let rows: readonly Record<string, unknown>[] = []
  for (const text of texts) rows = (await client.query(text)).rows
  await client.end()
  return rows
}

describe.skipIf(postgres === undefined)('a queue on PostgreSQL', () => {
  test('keeps any text, and every digit, and is another queue in another schema', async () => {
    const url = await running().createDatabase()
    const first = await open({ url })
    const payload = { text: 'a fox 🦊 \u0000 \ud800', number: 0.1 + 0.2, big: 2 ** 53 - 1 }
    const { id } = await first.enqueue({ ...spec(), payload })
    const second = await open({ url })
    expect(second.get(id)?.payload).toEqual(payload)
    const other = await open({ url, schema: 'another "queue"' })
    expect(other.get(id)).toBeUndefined()
    expect(other.counts().queued).toBe(0)
  })

  test('several that come first at once begin one queue', async () => {
    const url = await running().createDatabase()
    const queues = await Promise.all(Array.from({ length: 4 }, () => open({ url })))
    const { id } = await (queues[0] ?? expect.fail()).enqueue(spec())
    for (const queue of queues) {
      await queue.sync()
      expect(queue.get(id)?.state).toBe('queued')
    }
    expect(new Set(queues.map((queue) => queue.lastEventId())).size).toBe(1)
  })

  test('is there again when the server was killed, with every word that was confirmed, and each once', async () => {
    const url = await running().createDatabase()
    const queues = [await open({ url }), await open({ url })]
    const stopping = new AbortController()
    const confirmed: string[] = []
    const writing = queues.map(async (queue) => {
      while (!stopping.signal.aborted) {
        const { id } = await queue.enqueue(spec())
        confirmed.push(id)
      }
    })
    for (const end of ['kill', 'stop', 'kill'] as const) {
      const { length } = confirmed
      await expect.poll(() => confirmed.length, patiently).toBeGreaterThan(length + 20)
      await running()[end]()
      await expect
        .poll(() => queues.every((queue) => queue.storeProblem() !== undefined), patiently)
        .toBe(true)
      await running().start()
    }
    const { length } = confirmed
    await expect.poll(() => confirmed.length, patiently).toBeGreaterThan(length + 20)
    stopping.abort()
    await Promise.all(writing)
    const late = await open({ url })
    for (const queue of [...queues, late]) {
      await queue.sync()
      expect(confirmed.filter((id) => queue.get(id)?.state !== 'queued')).toEqual([])
      expect(queue.counts().queued).toBe(confirmed.length)
    }
  })

  test('asks the server to free soon what a machine without power held', async () => {
    const url = await running().createDatabase()
    const client = new Client(url)
    await client.connect()
    onTestFinished(() => client.end())
    await client.query(goneAfterHalfAMinute)
    const { rows } = await client.query(
      `SELECT name, setting FROM pg_settings WHERE name ~ '^tcp_' ORDER BY name`,
    )
    expect(rows).toEqual([
      { name: 'tcp_keepalives_count', setting: '4' },
      { name: 'tcp_keepalives_idle', setting: '10' },
      { name: 'tcp_keepalives_interval', setting: '5' },
      { name: 'tcp_user_timeout', setting: '30000' },
    ])
  })

  test('an answer that was lost is not taken for a no: what was stored is found, once', async () => {
    const url = await running().createDatabase()
    const line = await createLine(url)
    onTestFinished(() => line[Symbol.asyncDispose]())
    // It asks nothing by itself, so that its next word is the one whose answer is lost.
    const queue = await open({ url: line.url, pollMs: 60_000 })
    await queue.sync()
    const one = spec()
    line.cut('back')
    const answer = queue.enqueue(one)
    const watcher = await open({ url })
    await expect.poll(() => watcher.get(one.id)?.state, patiently).toBe('queued')
    const others = [watcher.enqueue(spec()), watcher.enqueue(spec())]
    await Promise.all(others)
    line.mend()
    expect(await answer).toEqual({ id: one.id, created: true })
    await queue.sync()
    expect(queue.counts().queued).toBe(3)
  })

  test('a database that takes nothing refuses, and does not end the queue', async () => {
    const url = await running().createDatabase()
    const queue = await open({ url }, 300)
    await queue.enqueue(spec())
    const name = new URL(url).pathname.slice(1)
    await ask(url, `ALTER DATABASE "${name}" SET default_transaction_read_only = on`)
    await endConnections(url)
    await expect(queue.enqueue(spec())).rejects.toThrow(StoreUnavailableError)
    expect(queue.storeProblem()).toContain('read-only')
    expect(queue.counts().queued).toBe(1)
    await ask(
      url,
      'SET default_transaction_read_only = off',
      `ALTER DATABASE "${name}" RESET default_transaction_read_only`,
    )
    await expect.poll(() => queue.storeProblem(), patiently).toBeUndefined()
    expect(await queue.enqueue(spec())).toMatchObject({ created: true })
  })

  test('a database that went back to an earlier day is found out, and nothing is written into it', async () => {
    const url = await running().createDatabase()
    const queue = await open({ url })
    await queue.enqueue(spec())
    await queue.enqueue(spec())
    await ask(
      url,
      `DELETE FROM darkroom.queue_log WHERE position = (SELECT max(position) FROM darkroom.queue_log);
       UPDATE darkroom.queue_head SET position = position - 1, token = gen_random_uuid()`,
    )
    await expect(queue.enqueue(spec())).rejects.toThrow(StoreDivergedError)
    const again = await open({ url })
    expect(again.counts().queued).toBe(1)
  })

  test('a database that went back and grew again to the same end is found out by who was about to append', async () => {
    const url = await running().createDatabase()
    // It looks for nothing by itself: its append is the first to meet the other log.
    const queue = await open({ url, pollMs: 60_000 })
    await queue.enqueue(spec())
    await queue.enqueue(spec())
    await ask(
      url,
      `CREATE TEMP TABLE lost AS SELECT * FROM darkroom.queue_log ORDER BY position DESC LIMIT 1;
       DELETE FROM darkroom.queue_log WHERE position = (SELECT position FROM lost);
       UPDATE lost SET token = gen_random_uuid();
       INSERT INTO darkroom.queue_log SELECT * FROM lost;
       UPDATE darkroom.queue_head SET token = (SELECT token FROM lost)`,
    )
    const stored = (): Promise<readonly Record<string, unknown>[]> =>
      ask(
        url,
        `SELECT head.position AS end, head.token AS last, log.position, log.token, log.entry
         FROM darkroom.queue_head AS head, darkroom.queue_log AS log ORDER BY log.position`,
      )
    const before = await stored()
    await expect(queue.enqueue(spec())).rejects.toThrow(StoreDivergedError)
    expect(await stored()).toEqual(before)
  })

  test('a connection that breaks while the queue is read ends the start, and nothing is read twice', async () => {
    const url = await running().createDatabase()
    const queue = await open({ url })
    const { id } = await queue.enqueue(spec())
    const line = await createLine(url)
    onTestFinished(() => line[Symbol.asyncDispose]())
    const store = createPostgresStore({ url: line.url })
    const openStore = store.open.bind(store)
    let records = 0
    const breaking: QueueStore = Object.assign(store, {
      open: (context: StoreContext) =>
        openStore({
          ...context,
          replay: (record) => {
            context.replay(record)
            records += 1
            if (records === 1) line.reset()
          },
        }),
    })
    await expect(createQueue({ store: breaking }).open()).rejects.toMatchObject({
      name: 'StoreUnavailableError',
      isHalfRead: true,
    })
    const again = await open({ url: line.url })
    expect(again.get(id)?.state).toBe('queued')
  })

  test('tables of a later version are refused, and so is who has no right to them', async () => {
    const url = await running().createDatabase()
    await open({ url })
    await ask(url, 'UPDATE darkroom.queue_head SET version = 99')
    await expect(open({ url })).rejects.toThrow('format version 99')
    const missing = new URL(url)
    missing.pathname = '/nowhere'
    await expect(open({ url: missing.href })).rejects.toThrow('"nowhere" does not exist')
  })

  test('snapshots stand for what came before, and what they make needless goes', async () => {
    const url = await running().createDatabase()
    const queue = await open({ url, snapshotAtLeastBytes: 1 })
    for (let count = 0; count < 50; count++) await queue.enqueue(spec())
    await expect
      .poll(() =>
        ask(
          url,
          'SELECT count(DISTINCT position)::int AS many, max(position)::int AS newest FROM darkroom.queue_snapshot',
        ),
      )
      .toMatchObject([{ many: 1, newest: expect.any(Number) }])
    await queue.close()
    const again = await open({ url })
    expect(again.counts().queued).toBe(50)
  })
})

const endConnections = (url: string): Promise<unknown> =>
  ask(
    url,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  )
