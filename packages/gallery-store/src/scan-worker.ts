import { parentPort, workerData } from 'node:worker_threads'
import type { ReplyMessage, RequestMessage, WorkerSettings } from './scan/scan-protocol.ts'
import { serveScans } from './scan/serve-scans.ts'

/** Serves as a process, for whole folders: see docs/decisions/0064. */
function serveProcess(settings: WorkerSettings): void {
  serveScans(settings, {
    onRequest: (listener) => process.on('message', (message: RequestMessage) => listener(message)),
    // Without a parent there is no recipient.
    reply: (message) => void process.send?.(message, undefined, undefined, () => {}),
  })
  // The parent is gone, or closed the channel to end this process.
  process.on('disconnect', () => process.exit())
  // Ctrl-C reaches the whole process group; the parent decides when this process ends.
  process.on('SIGINT', () => undefined)
}

const [, , argument] = process.argv
const port = parentPort
if (port !== null) {
  serveScans(workerData, {
    onRequest: (listener) => port.on('message', listener),
    reply: (message: ReplyMessage) => port.postMessage(message),
  })
} else if (argument !== undefined) serveProcess(JSON.parse(argument))
