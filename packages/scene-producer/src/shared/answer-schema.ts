import { isRecord } from '@darkroom/foundation'
import { z } from 'zod'
import type { Draft } from './assemble.ts'
import { jsonIn } from './read-json.ts'

const text = z.string().trim().catch('')
/** Characters come as texts, or as `{name, description}`. */
const character = z.union([
  z.string(),
  z
    .object({ name: text, description: text })
    .transform(({ name, description }) =>
      [name, description].filter((one) => one !== '').join(': '),
    ),
])
const characters = z
  .union([z.array(z.unknown()), z.string().transform((one) => [one])])
  .catch([])
  .transform((list) => list.flatMap((one) => character.safeParse(one).data?.trim() || []))
const prompt = z.string().trim().min(1)
/** Small models give texts instead of `{prompt, description, shot_type}`. */
const frame = z.union([
  z.object({ prompt, description: text, shot_type: text }),
  prompt.transform((said) => ({ prompt: said, description: '', shot_type: '' })),
])
const metadata = z.object({
  characters,
  setting: text,
  atmosphere: text,
  arc: text,
  prefix: text,
  negative_prompt: text,
})

/** The valid parts of an external producer's answer. */
export interface Answer {
  readonly frames: Draft['frames']
  readonly metadata: {
    readonly characters: readonly string[]
    readonly setting: string
    readonly atmosphere: string
    readonly arc: string
    readonly prefix: string
    readonly negativePrompt: string
  }
}

/** The frames in a value: a list of objects counts as the frames, and an object with a single property is unwrapped. */
function framesOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const frames = value.filter((one) => typeof one === 'object')
    return frames.length > 0 ? { frames } : value
  }
  if (!isRecord(value) || 'frames' in value) return value
  const [only, ...others] = Object.values(value)
  return others.length === 0 && typeof only === 'object' ? framesOf(only) : value
}

/** The first value in a text that holds frames, otherwise an answer without frames; undefined when there is none. */
export function findAnswer(text: string): Answer | undefined {
  let empty: Answer | undefined
  for (const value of jsonIn(text)) {
    const answer = readAnswer(value)
    if (answer !== undefined && answer.frames.length > 0) return answer
    empty ??= answer
  }
  return empty
}

/** Reads `{frames: […], metadata: {…}}`; the metadata may also be beside the frames. Undefined without frames. */
function readAnswer(value: unknown): Answer | undefined {
  const list = framesOf(value)
  const { data } = z
    .object({ frames: z.array(z.unknown()), metadata: z.unknown().optional() })
    .loose()
    .safeParse(list)
  if (data === undefined) return undefined
  const frames = data.frames.flatMap((one) => frame.safeParse(one).data ?? [])
  const said = metadata.safeParse(data.metadata ?? data).data ?? metadata.parse({})
  const { negative_prompt: negativePrompt, ...rest } = said
  return {
    frames: frames.map(({ prompt, description, shot_type: shotType }) => ({
      prompt,
      description,
      shotType,
    })),
    metadata: { ...rest, negativePrompt },
  }
}
