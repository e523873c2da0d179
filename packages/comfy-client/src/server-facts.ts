import type { JsonObject } from './json/json-value.ts'

/** The answer of `GET /system_stats`; sizes in bytes. `raw` has any further fields. */
export interface SystemStats {
  readonly system: {
    readonly os: string
    readonly comfyuiVersion: string | undefined
    readonly pythonVersion: string
    readonly pytorchVersion: string
    readonly ramTotal: number
    readonly ramFree: number
    readonly argv: readonly string[]
  }
  /** The devices, the one in use first. */
  readonly devices: readonly {
    readonly name: string
    /** A type such as `cuda`, `mps`, `cpu`. */
    readonly type: string
    readonly index: number | undefined
    readonly vramTotal: number
    readonly vramFree: number
    readonly torchVramTotal: number
    readonly torchVramFree: number
  }[]
  readonly raw: JsonObject
}

/** The answer of `GET /features`. */
export interface Features {
  readonly supportsPreviewMetadata: boolean
  /** The limit of every request body, in bytes. */
  readonly maxUploadSize: number | undefined
  readonly raw: JsonObject
}

/** Descriptions by node class, unchanged from the server: two forms exist, and custom nodes deviate from both. */
export type ObjectInfo = JsonObject

export interface ModelFolder {
  readonly name: string
  readonly folders: readonly string[]
}

export interface ModelFile {
  /** The relative path with the server's separator. */
  readonly name: string
  readonly pathIndex: number
  readonly size: number
  /** Milliseconds since 1970. */
  readonly modifiedAt: number
  readonly createdAt: number
}
