import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTimeLimit, EventLog, pause, writeAtomically } from '@darkroom/foundation'

const folder = await mkdtemp(join(tmpdir(), 'foundation-example-'))
const path = join(folder, 'state/count.json')
const log = new EventLog<number>({
  epoch: 'demo',
  retention: 100,
  gap: (id) => new Error(`What came after ${id} is no longer kept`),
})

async function count(signal: AbortSignal): Promise<void> {
  for (let value = 1; value <= 4; value += 1) {
    await pause(20, signal)
    await writeAtomically(path, JSON.stringify({ value }))
    log.append([value])
  }
  log.close()
}

async function follow(after: string, { signal }: { signal: AbortSignal }): Promise<void> {
  for await (const { id, value } of log.stream({ after, signal }, (value, id) => ({ id, value }))) {
    console.log(id, value)
  }
}

using limit = createTimeLimit(10_000)
const beginning = log.lastId
await Promise.all([count(limit.signal), follow(beginning, limit)])
console.log('once more, after the second:')
await follow('demo-2', limit)
console.log('on the disk:', await readFile(path, 'utf8'))
await rm(folder, { recursive: true })
