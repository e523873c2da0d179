/** The known properties of each slot, one array per property. */
export interface Columns {
  readonly idHigh: Uint32Array
  readonly idMiddle: Uint32Array
  readonly idLow: Uint32Array
  readonly directory: Uint32Array
  readonly name: Uint32Array
  readonly size: Float64Array
  readonly mtimeMs: Float64Array
  readonly createdMs: Float64Array
  /** A number that changes with the file or one of its sidecars. */
  readonly stamp: Float64Array
  /** The seed; NaN when unknown. */
  readonly seed: Float64Array
  readonly seedText: Uint32Array
  readonly width: Uint32Array
  readonly height: Uint32Array
  readonly resolution: Uint32Array
  readonly prompt: Uint32Array
  readonly negative_prompt: Uint32Array
  readonly details: Uint32Array
  readonly batch: Uint32Array
  readonly sequence: Uint32Array
  readonly model: Uint32Array
  readonly sampler: Uint32Array
  readonly source: Uint32Array
  readonly loraSet: Uint32Array
  readonly tagSet: Uint32Array
  readonly format: Uint32Array
  readonly mediaType: Uint32Array
  readonly flags: Uint8Array
}

export type Column = Uint8Array | Uint32Array | Float64Array

export const flag = { alive: 1, favourite: 2, damaged: 4, animated: 8, hiddenRead: 16 } as const

export function createColumns(capacity: number): Columns {
  const uint = (): Uint32Array => new Uint32Array(capacity)
  const float = (): Float64Array => new Float64Array(capacity)
  return {
    idHigh: uint(),
    idMiddle: uint(),
    idLow: uint(),
    directory: uint(),
    name: uint(),
    size: float(),
    mtimeMs: float(),
    createdMs: float(),
    stamp: float(),
    seed: float(),
    seedText: uint(),
    width: uint(),
    height: uint(),
    resolution: uint(),
    prompt: uint(),
    negative_prompt: uint(),
    details: uint(),
    batch: uint(),
    sequence: uint(),
    model: uint(),
    sampler: uint(),
    source: uint(),
    loraSet: uint(),
    tagSet: uint(),
    format: uint(),
    mediaType: uint(),
    flags: new Uint8Array(capacity),
  }
}

/** The columns in the order of `Columns`, which is that of a snapshot. */
export function listColumns(columns: Columns): readonly Column[] {
  return Object.values(columns)
}

export function growColumns(columns: Columns, capacity: number): Columns {
  const larger = createColumns(capacity)
  const sources = listColumns(columns)
  for (const [index, target] of listColumns(larger).entries()) target.set(sources[index] ?? [])
  return larger
}
