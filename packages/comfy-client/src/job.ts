import type { ExecutionFailure } from './execution-failure.ts'
import type { JsonObject } from './json/json-value.ts'
import type { NodeOutputs, OutputFile } from './output-file.ts'

/** One job of `GET /api/jobs` (ComfyUI 0.6.0 and later). Times in milliseconds since 1970. */
export interface Job {
  readonly promptId: string
  /** `pending`, `in_progress`, `completed`, `failed` (also: interrupted), newer servers add `cancelled`. */
  readonly status: string
  readonly number: number | undefined
  readonly createdAt: number | undefined
  readonly startedAt: number | undefined
  readonly finishedAt: number | undefined
  readonly outputsCount: number
  readonly error: ExecutionFailure | undefined
  readonly workflowId: string | undefined
  /** The outputs; only present in `job(promptId)` of a finished job. */
  readonly outputs: NodeOutputs | undefined
  readonly files: readonly OutputFile[]
  readonly raw: JsonObject
}

export interface JobsQuery {
  readonly status?: readonly string[]
  readonly workflowId?: string
  readonly sortBy?: 'created_at' | 'execution_duration'
  readonly sortOrder?: 'asc' | 'desc'
  readonly limit?: number
  readonly offset?: number
}

export interface JobsPage {
  readonly jobs: readonly Job[]
  readonly total: number
  readonly hasMore: boolean
}
