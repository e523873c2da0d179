/*
 * node --conditions=@darkroom/source bench/main.ts [accepts | fill JOBS | recover] [--directory DIR]
 * Durable accepts per second; and how long a queue with a long past takes to open, in a process of its own.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createFileStore, createQueue } from '../src/index.ts'
import { measureAccepts } from './accepts.ts'
import { fillHistory, measureRecovery } from './recovery.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { directory: { type: 'string' }, seconds: { type: 'string', default: '3' } },
})
const directory = values.directory ?? (await mkdtemp(join(tmpdir(), 'job-queue-bench-')))
const [what = 'all', count = '100000'] = positionals

const accepts = async (): Promise<void> => {
  for (const clients of [1, 8, 64]) {
    const place = join(directory, `accepts-${clients}`)
    const store = createFileStore({ directory: place, onWarning: () => undefined })
    await using queue = createQueue({ store })
    await queue.open()
    console.log(await measureAccepts(queue, { clients, seconds: Number(values.seconds) }))
  }
}

const recoverApart = (): void => {
  const args = [
    ...process.execArgv,
    fileURLToPath(import.meta.url),
    'recover',
    '--directory',
    directory,
  ]
  for (let round = 0; round < 3; round++) spawnSync(process.execPath, args, { stdio: 'inherit' })
}

const past = join(directory, 'past')
if (what === 'accepts' || what === 'all') await accepts()
if (what === 'fill' || what === 'all') await fillHistory(past, Number(count))
if (what === 'all') recoverApart()
if (what === 'recover') console.log(await measureRecovery(past))
if (values.directory === undefined) await rm(directory, { recursive: true })
