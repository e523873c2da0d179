import type { JsonObject } from '@darkroom/foundation'
import type { Findings } from '../findings.ts'
import { member, objectAt } from '../json.ts'
import { type EmbeddedTexts, toObject } from './embedded-texts.ts'
import { readPlain } from './plain.ts'

/** Additions of Civitai's generator to the graph that it ran. */
export interface Civitai {
  /** The tool, which takes precedence over the graph. */
  readonly mark: Findings
  /** Civitai's own parameters, which the graph overrides. */
  readonly claims: Findings
}

export function readCivitai(object: JsonObject, texts: EmbeddedTexts): Civitai | undefined {
  const metadata = toObject(member(object, 'extraMetadata')) ?? texts.object('extraMetadata')
  const airs = member(objectAt(object, 'extra'), 'airs')
  if (metadata === undefined && airs === undefined && !Object.hasOwn(object, 'resource-stack')) {
    return undefined
  }
  const resources = metadata && member(metadata, 'resources')
  return {
    mark: {
      source: 'civitai',
      extra: {
        ...(airs === undefined ? {} : { airs }),
        ...(resources === undefined ? {} : { resources }),
      },
    },
    claims: metadata === undefined ? {} : readPlain(metadata),
  }
}
