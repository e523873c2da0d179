import { Worker } from 'node:worker_threads'
import { scanWorkerUrl } from '../scan-worker-url.ts'
import type { OpenChannel } from './scan-channel.ts'

/** What a worker makes is posted and forgotten at once; a larger nursery only keeps memory. */
const youngMegabytes = 8

/** A thread: there at once, and cheap to ask. */
export const openThread: OpenChannel = (settings, { onMessage, onLost }) => {
  const worker = new Worker(scanWorkerUrl, {
    workerData: settings,
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  })
  worker.on('message', onMessage)
  worker.on('error', onLost)
  worker.on('exit', () => onLost())
  worker.unref()
  return {
    send: (message) => worker.postMessage(message),
    hold: () => worker.ref(),
    release: () => worker.unref(),
    close: async () => {
      await worker.terminate()
    },
  }
}
