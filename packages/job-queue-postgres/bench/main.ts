/*
 * node --conditions=@darkroom/source bench/main.ts [accepts] [following] [past] [--database URL] [--seconds N] [--jobs N]
 * Durable accepts of one, two and four processes on one log; how soon one has what another wrote; a long past. Without a
 * database, a PostgreSQL of its own is started below TMPDIR, which has to be a disk: in memory a sync costs nothing.
 */
import { randomUUID } from 'node:crypto'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { startPostgres } from '@darkroom/test-postgres'
import { measureAccepts } from './accepts.ts'
import { measureFollowing } from './following.ts'
import { fillPast } from './past.ts'
import { type Place, queueAt, sizeOf } from './place.ts'
import { startWorker } from './processes.ts'
import { measureSnapshot } from './snapshot.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    database: { type: 'string' },
    seconds: { type: 'string', default: '3' },
    jobs: { type: 'string', default: '100000' },
  },
})

await using server = values.database === undefined ? await startPostgres() : undefined
const url = values.database ?? (await server?.createDatabase())
if (url === undefined) throw new Error('No PostgreSQL is here; give one with --database')

const newPlace = (): Place => ({ url, schema: `bench_${randomUUID().slice(0, 8)}` })

const accepts = async (): Promise<void> => {
  const seconds = Number(values.seconds)
  for (const processes of [1, 2, 4]) {
    for (const clients of [1, 8, 64]) {
      if (clients < processes) continue
      console.log(await measureAccepts(newPlace(), { processes, clients, seconds }))
    }
  }
}

const following = async (): Promise<void> => {
  console.log(await measureFollowing(newPlace(), { entries: 200, pauseMs: 20 }))
  console.log(await measureFollowing(newPlace(), { entries: 5_000, pauseMs: 0 }))
}

const past = async (): Promise<void> => {
  const place = newPlace()
  {
    await using queue = queueAt(place)
    await queue.open()
    await fillPast(queue, Number(values.jobs))
  }
  console.log('tables', await sizeOf(place))
  const open = async (): Promise<void> => {
    for (let round = 0; round < 3; round++) {
      await using worker = await startWorker('./open-process.ts', place)
      console.log('open', await worker.begin())
    }
  }
  await open()
  console.log('snapshot', await measureSnapshot(place))
  console.log('tables', await sizeOf(place))
  await open()
}

const parts = new Map([
  ['accepts', accepts],
  ['following', following],
  ['past', past],
])

const machine = (): string =>
  `${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}`

for (const name of positionals.length === 0 ? parts.keys() : positionals) {
  console.log(`${name}: ${machine()}`)
  const part = parts.get(name)
  if (part === undefined) throw new Error(`There is no ${name}; there are ${[...parts.keys()]}`)
  await part()
}
console.log(machine())
