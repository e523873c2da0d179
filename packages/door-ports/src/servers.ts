import type { JsonObject } from '@darkroom/foundation'

export interface ServerDevice {
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly vramTotal: number
  readonly vramFree: number
}

/** One ComfyUI. */
export interface Server {
  readonly name: string
  /** Whether it answers. */
  readonly isUp: boolean
  /** Of ComfyUI; `''` where it is not known. */
  readonly version: string
  readonly devices: readonly ServerDevice[]
}

export interface QueueFacts {
  readonly waiting: number
  readonly running: readonly string[]
  readonly isPaused: boolean
}

export interface Servers {
  list(): readonly Server[]
  queue(): QueueFacts
  /**
   * `object_info` of all servers together, cached: the lists of a class that several have are united. Of one class, or of all.
   * @throws DoorError 503 while nothing is known of any
   */
  definitions(nodeClass?: string): Promise<JsonObject>
  /**
   * File names in a folder of models, such as `checkpoints`; without one, the names of the folders. Undefined for a folder that no server has.
   * @throws DoorError 503 while no server answers
   */
  modelFiles(folder?: string): Promise<readonly string[] | undefined>
  /** Changes whenever the definitions may have; for ETags. */
  definitionsVersion(): string
}
