/** The shapes of API v2 as they are sent: what `@comfyorg/sdk` calls `Job`, `Asset` and so on. Times are ISO 8601 in UTC. */
export type WireStatus = 'queued' | 'running' | 'succeeded' | 'canceling' | 'canceled' | 'failed'

export interface WireProgress {
  readonly value: number
  readonly nodes_done: number
  readonly nodes_total: number
  readonly current_node: string | null
  readonly current_node_class: string | null
  readonly step: number | null
  readonly steps: number | null
  readonly message: string | null
}

export type WireOutputType = 'image' | 'video' | 'audio' | 'text' | 'file' | 'latent'

export interface WireOutput {
  readonly id: string
  readonly node_id: string
  readonly name: string
  readonly type: WireOutputType
  readonly content_type: string
  readonly size_bytes: number
  readonly hash: string | null
  readonly url: string
  readonly url_expires_at: string
  readonly job_id: string
}

export interface WireJobError {
  readonly code: string
  readonly message: string
  readonly node_id: string | null
  readonly class_type: string | null
  readonly traceback: string | null
}

export interface WireJob {
  readonly id: string
  readonly status: WireStatus
  readonly created_at: string
  readonly started_at: string | null
  readonly completed_at: string | null
  readonly expires_at: string
  readonly queue_position: number | null
  readonly progress: WireProgress | null
  readonly outputs: WireOutput[]
  readonly error: WireJobError | null
  readonly metrics: { readonly queue_ms: number | null; readonly execution_ms: number | null }
  readonly urls: { readonly self: string; readonly events: string; readonly cancel: string }
  /** As comfy-api-proxy has them: what was sent with the workflow, and what the queue makes of the priority. */
  readonly metadata?: string
  readonly priority: number
}

export interface WireAsset {
  readonly id: string
  readonly hash: string | null
  readonly size_bytes: number
  readonly content_type: string
  readonly file_path: string | null
  readonly created_new?: boolean
  readonly created_at: string
  readonly url: string
  readonly url_expires_at: string
  readonly expires_at: string | null
  readonly job_id?: string
}
