import type { House } from '@darkroom/door-ports'

/** What the door needs of what stands behind it. */
export type McpHouse = Pick<
  House,
  | 'jobs'
  | 'pictures'
  | 'models'
  | 'workflows'
  | 'gallery'
  | 'version'
  | 'callerOf'
  | 'toDoorError'
  | 'stopping'
>

export interface McpServerOptions {
  /** Offers each workflow of the user's own as a tool, with a schema of its inputs; forty tools fill a context. Default false. */
  readonly workflowTools?: boolean | undefined
  /** `filename` of the model of pictures for which none is named. Default: the first of the list. */
  readonly defaultModel?: string | undefined
}
