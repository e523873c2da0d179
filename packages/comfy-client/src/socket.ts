import type { ComfyEvent } from './comfy-event.ts'

export interface ConnectOptions {
  readonly signal?: AbortSignal
  /**
   * The id to connect with, every time. Without it each connection has a fresh one, for ComfyUI deregisters
   * a reused id when the older socket closes. Give it when jobs were submitted under that id.
   */
  readonly clientId?: string
  /** How often to ping, in milliseconds. Default 10,000. */
  readonly pingIntervalMs?: number
  /** Nothing heard for so long after a ping, and the connection counts as lost. Default 10,000. */
  readonly pongTimeoutMs?: number
  /** First wait before connecting again, in milliseconds; doubles up to 32 times as much. Default 250. */
  readonly retryMs?: number
  /** The largest frame taken, in bytes. Default 64 MiB. */
  readonly maxFrameBytes?: number
  /** Events kept for a reader that lags; then the oldest previews and progress go first. Default 1,024. */
  readonly bufferSize?: number
}

/** The socket: one reader iterates it; leaving the loop closes it. It connects again by itself until closed. */
export interface ComfySocket extends AsyncIterable<ComfyEvent>, AsyncDisposable {
  /** The id of the open connection. */
  readonly clientId: string | undefined
  /** How many events were dropped because the reader lagged. */
  readonly dropped: number
  /** Resolves with the client id as soon as the server greeted; rejects when the socket is closed before. */
  opened(options?: { readonly signal?: AbortSignal }): Promise<string>
  /** Drops the connection and connects anew: for a socket that is open and silent while a job runs. */
  reconnect(reason: string): void
  close(): Promise<void>
}
