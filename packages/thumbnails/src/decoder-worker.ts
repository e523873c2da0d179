import { setPriority } from 'node:os'
import sharp from 'sharp'
import { isDecodeMessage, type Reply } from './decoder-protocol.ts'
import { toDecodeFailure } from './decoding/decode-failure.ts'
import { runJob } from './decoding/run-job.ts'

/*
 * The child process that decodes: see docs/decisions/0041. Whatever an image does to it, the parent goes on.
 */
sharp.concurrency(1)
sharp.cache(false)
// Images are read from files only, by these loaders; the SVG loader serves what we draw ourselves, from memory.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadPngFile',
    'VipsForeignLoadJpegFile',
    'VipsForeignLoadWebpFile',
    'VipsForeignLoadNsgifFile',
    'VipsForeignLoadHeifFile',
    'VipsForeignLoadSvgBuffer',
  ],
})
try {
  setPriority(19)
} catch {
  // Some systems do not allow it; then it competes with the server on equal terms.
}

const send = (reply: Reply) => process.send?.(reply)

async function answer(message: unknown): Promise<void> {
  if (!isDecodeMessage(message)) return
  const { id } = message
  try {
    const made = await runJob(message, () => send({ type: 'started', id }))
    send({ type: 'made', id, made })
  } catch (error) {
    const { code, message: text } = toDecodeFailure(error)
    send({ type: 'failed', id, failure: { code, message: text } })
  }
}

process.on('message', (message) => void answer(message))
// The parent is gone, or wants us to be.
process.on('disconnect', () => process.exit())
// Ctrl-C reaches the whole group; the parent decides when we stop.
process.on('SIGINT', () => undefined)
