import { setPriority } from 'node:os'
import sharp from 'sharp'
import { type DecodeMessage, isDecodeMessage, isGo, type Reply } from './decoder-protocol.ts'
import { toDecodeFailure } from './decoding/decode-failure.ts'
import { runJob } from './decoding/run-job.ts'

/*
 * The child process that decodes: see docs/decisions/0041. Whatever an image does to this process, the parent goes on.
 */
sharp.concurrency(1)
sharp.cache(false)
// Images are read from memory only, by these loaders, after a look at their first bytes; SVG is for our own drawings.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
    'VipsForeignLoadSvgBuffer',
  ],
})
try {
  setPriority(Number(process.argv[2]))
} catch {
  // Some systems refuse a lower priority; then the decoder competes with the server on equal terms.
}

const send = (reply: Reply) => process.send?.(reply)

/** What lets the huge images go on that wait for their turn, by the ids of their jobs. */
const turns = new Map<number, () => void>()

function untilTurn(id: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  turns.set(id, resolve)
  send({ type: 'huge', id })
  return promise
}

async function answer(message: DecodeMessage): Promise<void> {
  const { id } = message
  try {
    const made = await runJob(message, {
      onProgress: () => send({ type: 'started', id }),
      untilTurn: () => untilTurn(id),
    })
    send({ type: 'made', id, made })
  } catch (error) {
    const { code, message: text } = toDecodeFailure(error)
    send({ type: 'failed', id, failure: { code, message: text } })
  }
}

process.on('message', (message) => {
  if (isDecodeMessage(message)) void answer(message)
  if (!isGo(message)) return
  turns.get(message.id)?.()
  turns.delete(message.id)
})
// The parent is gone, or wants this process to end.
process.on('disconnect', () => process.exit())
// Ctrl-C reaches the whole process group; the parent decides when to stop.
process.on('SIGINT', () => undefined)
