import type { ComfyEvent } from './comfy-event.ts'

export interface ConnectOptions {
  readonly signal?: AbortSignal
  /**
   * The id for every connection. Default: a new one each time, since ComfyUI deregisters a reused id when the older
   * socket closes. Needed for jobs that were submitted under that id.
   */
  readonly clientId?: string
  /** The time between pings in milliseconds. Default 10,000. */
  readonly pingIntervalMs?: number
  /** The silence after a ping, in milliseconds, after which the connection counts as lost. Default 10,000. */
  readonly pongTimeoutMs?: number
  /** The first wait before a reconnection in milliseconds; doubles up to 32 times as much. Default 250. */
  readonly retryMs?: number
  /** The size limit of a frame in bytes. Default 64 MiB. */
  readonly maxFrameBytes?: number
  /** The events kept for a slow reader; beyond it the oldest previews and progress go first. Default 1,024. */
  readonly bufferSize?: number
}

/** A socket with one reader, who iterates it; leaving the loop closes it. Reconnects by itself until closed. */
export interface ComfySocket extends AsyncIterable<ComfyEvent>, AsyncDisposable {
  /** The id of the open connection. */
  readonly clientId: string | undefined
  /** The number of events dropped because the reader was slow. */
  readonly dropped: number
  /** Resolves with the client id after the server's greeting; rejects when the socket is closed before. */
  opened(options?: { readonly signal?: AbortSignal }): Promise<string>
  /** Replaces a connection that is open but silent while a job runs. */
  reconnect(reason: string): void
  close(): Promise<void>
}
