import type { Findings } from '../findings.ts'
import type { EmbeddedTexts } from './embedded-texts.ts'
import { readPlain } from './plain.ts'

/** Reads Stability Matrix: `parameters-json`; its project file in `smproj` is only shown. */
export function readStabilityMatrix(texts: EmbeddedTexts): Findings | undefined {
  const object = texts.object('parameters-json')
  if (object !== undefined) return { ...readPlain(object), source: 'stabilitymatrix' }
  return texts.has('smproj') ? { source: 'stabilitymatrix' } : undefined
}
