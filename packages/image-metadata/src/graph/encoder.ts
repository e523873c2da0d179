import { type GraphNode, hasInput, input, isLink } from './graph.ts'
import { isTextual, roleKeys, textOf } from './node-text.ts'
import type { Role } from './polarity.ts'
import type { Walk } from './walk.ts'

const textKeys = [
  'text',
  'prompt',
  'text_g',
  'text_l',
  'prompt_g',
  'prompt_l',
  'clip_l',
  'clip_g',
  't5xxl',
  't5',
  'llama',
  'bert',
  'mt5xl',
  'tags',
  'user_prompt',
  'prompt_schedule',
  'positive_prompt',
  'negative_prompt',
] as const
const encoderName = /Text.?Encode|Encode\w*Prompt|Prompt\w*(?:Encode|Schedul)|T5\w*Encode/i
/** The inputs by which an encoder is given its model. */
const languageModel =
  /^(?:(?:opt_)?clip|t5|text_encoder|tokenizer|llm_model|bert|hyvid_text_encoder)(?:_?\d)?$/i

/** Whether a node turns text into conditioning. It may change a conditioning that comes in at the same time. */
export function isEncoder(node: GraphNode): boolean {
  if (encoderName.test(node.type)) return true
  const isFed = node.links.some(({ key }) => languageModel.test(key))
  return (
    isFed && textKeys.some((key) => isTextual(input(node, key)) && !languageModelLink(node, key))
  )
}

/** Whether an input named like a text is the language model itself: `t5` of WanVideo, `bert` of Hunyuan-DiT. */
function languageModelLink(node: GraphNode, key: string): boolean {
  return languageModel.test(key) && isLink(input(node, key))
}

/** All the different texts of an encoder: SDXL has two, SD3 three, mostly all the same. */
export function encoderTexts(walk: Walk, node: GraphNode, role: Role): readonly string[] {
  const populated = input(node, 'populated_text')
  if (typeof populated === 'string' && populated !== '') return [populated]
  const byRole = roleKeys[role].find((key) => isTextual(input(node, key)))
  if (byRole !== undefined) return [textOf(walk, input(node, byRole), role)]
  const texts = new Set<string>()
  for (const key of textKeys) {
    if (!hasInput(node, key) || languageModelLink(node, key)) continue
    if (!isTextual(input(node, key))) continue
    const text = textOf(walk, input(node, key), role)
    texts.add(text.slice(0, walk.budget.takeCharacters(text.length)).trim())
  }
  return [...texts]
}
