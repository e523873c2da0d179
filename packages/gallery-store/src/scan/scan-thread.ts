import { Worker } from 'node:worker_threads'
import { scanWorkerUrl } from '../scan-worker-url.ts'
import type { OpenChannel } from './scan-channel.ts'

/** The young generation; a worker's objects are posted and forgotten, so a larger one wastes memory. */
const youngMegabytes = 8

/** Opens a thread, which starts at once and is cheap to query. */
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
