import { Dictionary } from './dictionary.ts'

export interface Dictionaries {
  readonly directory: Dictionary
  readonly model: Dictionary
  readonly sampler: Dictionary
  readonly source: Dictionary
  readonly format: Dictionary
  readonly mediaType: Dictionary
  /** A size such as `1024x1024`. */
  readonly resolution: Dictionary
  /** Lists of LoRAs as JSON. */
  readonly loraSet: Dictionary
  /** Lists of tags as JSON. */
  readonly tagSet: Dictionary
}

export function createDictionaries(): Dictionaries {
  return {
    directory: new Dictionary(),
    model: new Dictionary(),
    sampler: new Dictionary(),
    source: new Dictionary(),
    format: new Dictionary(),
    mediaType: new Dictionary(),
    resolution: new Dictionary(),
    loraSet: new Dictionary(),
    tagSet: new Dictionary(),
  }
}
