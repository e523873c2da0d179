import type { RequestMessage, WorkerSettings } from './scan-protocol.ts'

/** The near side of a scan worker, be it a thread or a process. */
export interface ScanChannel {
  send(message: RequestMessage): void
  /** Keeps this process alive, for the time that there is work. */
  hold(): void
  release(): void
  close(): Promise<void>
}

/** Called with what comes from the worker; `onLost` once, when nothing more will. */
export interface ScanListeners {
  readonly onMessage: (message: unknown) => void
  readonly onLost: (error?: Error) => void
}

export type OpenChannel = (settings: WorkerSettings, listeners: ScanListeners) => ScanChannel
