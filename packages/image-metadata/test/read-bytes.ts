import { createBufferSource, readImageMetadata } from '../src/index.ts'
import { type Told, told } from './told.ts'

export function readBytes(bytes: Uint8Array, name = 'picture.png'): Told {
  return told(readImageMetadata({ name, source: createBufferSource(bytes) }))
}
