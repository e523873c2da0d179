import { existsSync } from 'node:fs'
import type { MetadataModule } from '../src/metadata-module.ts'
import { readImageMetadata as read } from './tiny-metadata.ts'

export { sidecarNames } from './tiny-metadata.ts'

/** The `tiny-metadata` module, but the worker that reads `gate.png` waits for the file that its prompt names. */
export const readImageMetadata: MetadataModule['readImageMetadata'] = (file, options) => {
  const description = read(file, options)
  const pause = new Int32Array(new SharedArrayBuffer(4))
  while (file.name === 'gate.png' && !existsSync(description.recipe.prompt ?? ''))
    Atomics.wait(pause, 0, 0, 5)
  return description
}
