/*
 * A process that enqueues without end and prints the id of each job as soon as it is accepted. It dies when it is
 * killed, or by its own hand: FAILPOINT=name:n kills it when the failpoint is passed for the nth time.
 */
import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createFileStore, createQueue, QueueError } from '../../src/index.ts'

const [directory = ''] = process.argv.slice(2)
const [failpointName, count = '1'] = (process.env.FAILPOINT ?? '').split(':')
let left = Number(count)

const failpoint = (name: string): void => {
  if (name !== failpointName) return
  left--
  if (left <= 0) process.kill(process.pid, 'SIGKILL')
}

const store = createFileStore({
  directory,
  failpoint,
  ballastBytes: 0,
  compactAtLeastBytes: 8_192,
  compactAtMostBytes: 8_192,
  onWarning: () => undefined,
})
const queue = createQueue({ store })
await queue.open()
writeSync(1, 'open\n')

const enqueueForever = async (): Promise<void> => {
  for (;;) {
    const { id } = await queue.enqueue({
      id: randomUUID(),
      kind: 'image',
      payload: 'x'.repeat(100),
    })
    writeSync(1, `${id}\n`)
  }
}

try {
  await Promise.all(Array.from({ length: 4 }, enqueueForever))
} catch (error) {
  if (!(error instanceof QueueError)) throw error
  writeSync(1, `refused ${error.name}\n`)
}
