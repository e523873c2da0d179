import { parentPort, workerData } from 'node:worker_threads'
import type { WorkerSettings } from './scan/scan-protocol.ts'
import { serveScans } from './scan/serve-scans.ts'

const settings: WorkerSettings = workerData
if (parentPort !== null) serveScans(parentPort, settings)
