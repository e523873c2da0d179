import type { RequestMessage, WorkerSettings } from './scan-protocol.ts'

/** The main side of a scan worker, whether thread or process. */
export interface ScanChannel {
  send(message: RequestMessage): void
  /** Keeps this process alive while there is work. */
  hold(): void
  release(): void
  close(): Promise<void>
}

/** The listeners for a worker's messages; `onLost` is called once, after the last one. */
export interface ScanListeners {
  readonly onMessage: (message: unknown) => void
  readonly onLost: (error?: Error) => void
}

export type OpenChannel = (settings: WorkerSettings, listeners: ScanListeners) => ScanChannel
