import { isJsonObject, isRecord, type Json } from '@darkroom/foundation'
import type { EditorNode } from '../editor/editor-workflow.ts'
import type { Widget } from '../widgets/widget-spec.ts'

/** A class whose widgets its extension makes as people add LoRAs: `object_info` has none of them. */
const powerLoraLoader = 'Power Lora Loader (rgthree)'

const showStrengths = 'Show Strengths'
const separate = 'Separate Model & Clip'

/** The widgets that an extension makes for a node of its own; undefined for every other node. */
export function extensionWidgets({
  type,
  values = [],
  properties,
}: EditorNode): readonly Widget[] | undefined {
  if (type !== powerLoraLoader) return undefined
  const isSeparate = properties[showStrengths] === separate
  const loras = values.filter((value) => isRecord(value) && Object.hasOwn(value, 'lora'))
  return [
    toWidget('PowerLoraLoaderHeaderWidget', { type: 'PowerLoraLoaderHeaderWidget' }),
    ...loras.map((value, index) => toWidget(`lora_${index + 1}`, sent(value, isSeparate))),
    toWidget('➕ Add Lora', ''),
  ]
}

/** The second strength is sent only when the node shows it, and then it is never null. */
function sent(value: Json, isSeparate: boolean): Json {
  if (!isJsonObject(value)) return value
  const { strengthTwo, ...rest } = value
  return isSeparate ? { ...rest, strengthTwo: strengthTwo ?? 1 } : rest
}

const toWidget = (name: string, value: Json): Widget => ({
  spec: { name, saved: true, sent: true, initial: undefined },
  value,
})
