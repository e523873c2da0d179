import { basename } from 'node:path'
import { isDecodeMessage, type Made } from '../src/decoder-protocol.ts'

/*
 * A decoder with faults on demand, by the first word of the image's name: crash, hang; any other image is answered with
 * the order in which it came.
 */
let count = 0

function reply(id: number): void {
  const made: Made = {
    bytes: Buffer.from(String(count++)),
    source: undefined,
    damaged: false,
    path: undefined,
    writeFailures: [],
  }
  process.send?.({ type: 'made', id, made })
}

process.on('message', (message) => {
  if (!isDecodeMessage(message)) return
  const { id, task } = message
  const word = 'source' in task ? basename(task.source).split('-')[0] : ''
  process.send?.({ type: 'started', id })
  switch (word) {
    case 'crash':
      process.kill(process.pid, 'SIGSEGV')
      return
    case 'hang':
      return
    default:
      reply(id)
  }
})
process.on('disconnect', () => process.exit())
