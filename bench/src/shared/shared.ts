import { loadavg } from 'node:os'
import { type PostgresServer, startPostgres } from '@darkroom/test-postgres'
import type { Figure } from '../suite/figure.ts'
import { machine, printFigure, printTable, writeJson } from '../suite/print.ts'
import { cpuOf } from '../suite/process-usage.ts'
import {
  measureSharedAccepts,
  measureSharedJob,
  measureSharedPipeline,
  measureSharedRead,
} from './rows.ts'
import type { Setup } from './several.ts'

type Work = (setup: Setup) => Promise<readonly Figure[]>

const groups: ReadonlyMap<string, readonly Work[]> = new Map([
  [
    'accepts',
    [1, 8, 64].map(
      (clients): Work =>
        (setup) =>
          measureSharedAccepts(setup, { clients, count: clients === 1 ? 500 : 2000 }),
    ),
  ],
  ['job', [(setup) => measureSharedJob(setup, 50)]],
  ['pipeline', [(setup) => measureSharedPipeline(setup, { servers: 8, jobs: 200 })]],
  ['read', [(setup) => measureSharedRead(setup, 300)]],
])

/** Each setup gets a database of its own for each row, so that no row has the past of another. */
async function setups(postgres: PostgresServer): Promise<readonly Setup[]> {
  const shared = [1, 2, 4].map(
    async (processes): Promise<Setup> => ({
      name: `PostgreSQL, ${processes === 1 ? '1 process' : `${processes} processes`}`,
      processes,
      database: await postgres.createDatabase(),
    }),
  )
  return [{ name: 'files', processes: 1 }, ...(await Promise.all(shared))]
}

export interface SharedOptions {
  readonly json?: string | undefined
  /** Only rows of these groups. */
  readonly only?: readonly string[] | undefined
}

/** Measures one row of one setup, and prints it with what the database used. */
async function measure(postgres: PostgresServer, work: Work, setup: Setup) {
  const before = await cpuOf(postgres.pid)
  const figures = await work(setup)
  const used = ((await cpuOf(postgres.pid)) - before) / 1000
  for (const figure of figures) printFigure(figure)
  if (setup.database !== undefined)
    console.log(`  ${used.toFixed(1)} s of CPU by the database, starts and ends included`)
  return { figures, load: loadavg()[0] ?? 0 }
}

/** One, two and four processes on a queue in PostgreSQL, beside one on files. */
export async function measureShared({ json, only }: SharedOptions): Promise<void> {
  await using postgres = await startPostgres()
  if (postgres === undefined) {
    console.error('No PostgreSQL is here: npm brings one for most machines, Debian has postgresql')
    process.exitCode = 1
    return
  }
  console.log(machine())
  const figures: Figure[] = []
  const loads: number[] = []
  const works = [...groups].flatMap(([name, all]) => (only?.includes(name) === false ? [] : all))
  for (const work of works) {
    for (const setup of await setups(postgres)) {
      const found = await measure(postgres, work, setup)
      figures.push(...found.figures)
      loads.push(found.load)
    }
  }
  printTable(figures, `${Math.min(...loads).toFixed(1)}–${Math.max(...loads).toFixed(1)}`)
  if (json !== undefined) await writeJson(json, figures)
}
