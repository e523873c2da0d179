import { randomUUID } from 'node:crypto'
import { createQueue, type SnapshotLine } from '@darkroom/job-queue'
import { startPostgres } from '@darkroom/test-postgres'
import { Client } from 'pg'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { createPostgresStore } from './index.ts'
import { lockOf } from './locks.ts'
import type { Place } from './log.ts'
import { tablesOf } from './schema.ts'
import { SnapshotWriter } from './snapshot-writer.ts'

const postgres = await startPostgres({ fsync: 'off' })
if (postgres === undefined) console.info('No PostgreSQL here: snapshots are not tested')

afterAll(() => postgres?.[Symbol.asyncDispose]())

const tables = tablesOf('darkroom')
const lines: readonly SnapshotLine[] = [{ type: 'snapshot-end' }]

/** A log of two entries, and as many processes as are wanted that have read ten bytes of it since the last snapshot, as many as make one due. */
const setUp = async () => {
  const url = (await postgres?.createDatabase()) ?? expect.fail()
  const queue = createQueue({ store: createPostgresStore({ url, onWarning: () => undefined }) })
  await queue.open()
  for (let count = 0; count < 2; count++) {
    await queue.enqueue({ id: randomUUID(), kind: 'image', payload: 'a fox' })
  }
  await queue.close()
  const client = new Client(url)
  await client.connect()
  onTestFinished(() => client.end())
  const { rows } = await client.query<{ position: string; token: string }>(
    `SELECT position, token FROM ${tables.head}`,
  )
  const place: Place = { position: Number(rows[0]?.position), token: rows[0]?.token ?? '' }
  const time = { now: 0 }
  const warnings: string[] = []
  const newWriter = (): SnapshotWriter => {
    const writer = new SnapshotWriter({
      url,
      tables,
      atLeastBytes: 10,
      onWarning: (warning) => warnings.push(warning),
      now: () => time.now,
    })
    writer.begin({ position: 0, bytes: 1 }, 10)
    return writer
  }
  const snapshots = async (): Promise<readonly number[]> =>
    (
      await client.query<{ position: number }>(
        `SELECT DISTINCT position::int AS position FROM ${tables.snapshot}`,
      )
    ).rows.map(({ position }) => position)
  /** Where one stands who has not read the last entry yet. */
  const earlier = async (): Promise<Place> => {
    const position = place.position - 1
    const { rows: before } = await client.query<{ token: string }>(
      `SELECT token FROM ${tables.log} WHERE position = $1`,
      [position - 1],
    )
    return { position, token: before[0]?.token ?? '' }
  }
  return { client, place, earlier, time, warnings, newWriter, snapshots }
}

const write = async (writer: SnapshotWriter, place: Place): Promise<void> => {
  expect(writer.isDue).toBe(true)
  writer.write(place, lines)
  await writer.close()
}

describe.skipIf(postgres === undefined)('a snapshot', () => {
  test('is written by one who has read the log that is there', async () => {
    const { place, newWriter, snapshots } = await setUp()
    const writer = newWriter()
    await write(writer, place)
    expect(await snapshots()).toEqual([place.position])
    expect(writer.isDue).toBe(false)
  })

  test('is not written by one who has read another log', async () => {
    const { place, newWriter, snapshots } = await setUp()
    await write(newWriter(), { ...place, token: randomUUID() })
    expect(await snapshots()).toEqual([0])
  })

  test('is written though others have appended since', async () => {
    const { client, place, newWriter, snapshots } = await setUp()
    await client.query(
      `INSERT INTO ${tables.log} (position, token, entry) SELECT position, gen_random_uuid(), '{}' FROM ${tables.head};
       UPDATE ${tables.head} SET position = position + 1, token = gen_random_uuid()`,
    )
    await write(newWriter(), place)
    expect(await snapshots()).toEqual([place.position])
  })

  test('that another has written since is as good as an own one', async () => {
    const { place, earlier, newWriter, snapshots } = await setUp()
    const [one, two] = [newWriter(), newWriter()]
    const before = await earlier()
    await write(one, before)
    await write(two, place)
    expect(await snapshots()).toEqual([before.position])
    expect(two.isDue).toBe(false)
  })

  test('that nobody has written is tried again a little later', async () => {
    const { client, place, time, warnings, newWriter, snapshots } = await setUp()
    const writer = newWriter()
    await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${lockOf('snapshot', tables)})`)
    await write(writer, place)
    await client.query('ROLLBACK')
    expect(writer.isDue).toBe(false)
    time.now += 60_000
    await write(writer, place)
    expect(await snapshots()).toEqual([place.position])
    expect(writer.isDue).toBe(false)
    expect(warnings).toEqual([])
  })

  test('that failed is told of, and tried again a little later', async () => {
    const { client, place, time, warnings, newWriter, snapshots } = await setUp()
    const writer = newWriter()
    await client.query(`ALTER TABLE ${tables.snapshot} RENAME TO queue_hidden`)
    await write(writer, place)
    await client.query(`ALTER TABLE darkroom.queue_hidden RENAME TO queue_snapshot`)
    expect(warnings).toEqual([expect.stringContaining('could not be written')])
    time.now += 60_000
    await write(writer, place)
    expect(await snapshots()).toEqual([place.position])
  })
})
