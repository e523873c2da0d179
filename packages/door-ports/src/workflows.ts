import type { JsonObject } from '@darkroom/foundation'

export interface WorkflowInput {
  readonly key: string
  readonly label: string
  readonly type: string
  readonly role?: string | undefined
  readonly default?: unknown
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly choices?: readonly (string | number | boolean)[] | undefined
  readonly required: boolean
  readonly help?: string | undefined
}

export interface Workflow {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly source: 'built_in' | 'file'
  /** Such as `text-to-image`. */
  readonly task?: string | undefined
  readonly inputs: readonly WorkflowInput[]
  /** Whether some server can run it now. */
  readonly runnable: boolean
}

export interface Workflows {
  list(): Promise<readonly Workflow[]>
  /** Undefined when there is none of that name. */
  find(name: string): Promise<Workflow | undefined>
  /** JSON Schema of its inputs. @throws DoorError 404 */
  schema(name: string): Promise<JsonObject>
}
