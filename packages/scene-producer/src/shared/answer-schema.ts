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

/** What a producer outside this process said, with all that made no sense left out. */
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

/** A list of objects is taken for the frames; what wraps all of it in one property is taken off. */
function framesOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const frames = value.filter((one) => typeof one === 'object')
    return frames.length > 0 ? { frames } : value
  }
  if (!isRecord(value) || 'frames' in value) return value
  const [only, ...others] = Object.values(value)
  return others.length === 0 && typeof only === 'object' ? framesOf(only) : value
}

/** The first thing in a text that holds frames; failing that, an answer without any; undefined when there is none. */
export function findAnswer(text: string): Answer | undefined {
  let empty: Answer | undefined
  for (const value of jsonIn(text)) {
    const answer = readAnswer(value)
    if (answer !== undefined && answer.frames.length > 0) return answer
    empty ??= answer
  }
  return empty
}

/** Reads `{frames: […], metadata: {…}}`; the metadata may also stand beside the frames. Undefined when there are no frames. */
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
