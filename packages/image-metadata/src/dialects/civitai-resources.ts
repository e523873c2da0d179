import { isJsonObject } from '@darkroom/foundation'
import type { Lora } from '@darkroom/recipe'
import { isArray, member, parseJson } from '../json.ts'
import { toLora, toNumber, toText } from '../values.ts'

export interface Resources {
  readonly model: string | undefined
  readonly loras: Lora[]
}

const loraType = /^(?:lora|lycoris|locon|dora)$/i

/** Reads `Civitai resources: [{ type, modelName, modelVersionName, modelVersionId, weight }]`. */
export function readResources(text: string | undefined): Resources {
  const list = text === undefined ? undefined : parseJson(text)
  if (!isArray(list)) return { model: undefined, loras: [] }
  const resources = list.filter(isJsonObject)
  const checkpoint = resources.find((resource) => member(resource, 'type') === 'checkpoint')
  const loras = resources.flatMap((resource) => {
    if (!loraType.test(toText(member(resource, 'type')) ?? '')) return []
    return toLora(toText(member(resource, 'modelName')), toNumber(member(resource, 'weight'))) ?? []
  })
  return { model: checkpoint && toText(member(checkpoint, 'modelName')), loras }
}
