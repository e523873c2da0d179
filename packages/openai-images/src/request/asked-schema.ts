import { DoorError } from '@darkroom/door-ports'
import { issueMessage } from '@darkroom/recipe'
import { z } from 'zod'

/** Clients send null, or nothing at all, for what they have no wish about; a form sends `null` as text. */
const blankToUndefined = (value: unknown): unknown =>
  value === null || value === '' || value === 'null' || value === 'undefined' ? undefined : value

const toNumber = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
    ? Number(value)
    : blankToUndefined(value)

const toFlag = (value: unknown): unknown =>
  typeof value === 'string' ? /^(?:true|1|yes|on)$/i.test(value) : blankToUndefined(value)

const number = z.preprocess(toNumber, z.number().optional())
const whole = (least: number, most: number) =>
  z.preprocess(toNumber, z.int().min(least).max(most).optional())
/** Names are looked for among all that there are, and compared with them. */
const longestName = 1000
/** As long as OpenAI takes them; what models take is less, and for the house to say. */
const longestPrompt = 32_000
const textUpTo = (longest: number) =>
  z.preprocess(blankToUndefined, z.string().trim().max(longest).optional())
const name = textUpTo(longestName)
const prompt = textUpTo(longestPrompt)
const flag = z.preprocess(toFlag, z.boolean().optional())
/** A word that only matters where it is one that we know: others mean the usual. */
const hint = z.preprocess(blankToUndefined, z.string().optional().catch(undefined))

/** The fields of OpenAI's that mean something here, and ours beside them. All others are ignored. */
export const askedSchema = z.object({
  prompt,
  model: name,
  n: whole(1, 10),
  size: name,
  width: number,
  height: number,
  quality: hint,
  background: hint,
  response_format: z.preprocess(blankToUndefined, z.enum(['url', 'b64_json']).optional()),
  output_format: z.preprocess(
    (value) => (value === 'jpg' ? 'jpeg' : blankToUndefined(value)),
    z.enum(['png', 'jpeg', 'webp']).optional(),
  ),
  output_compression: whole(0, 100),
  stream: flag,
  partial_images: whole(0, 3),
  user: hint,
  negative_prompt: prompt,
  seed: z.preprocess(toNumber, z.int().optional()),
  steps: number,
  step: number,
  num_inference_steps: number,
  cfg: number,
  cfg_scale: number,
  guidance_scale: number,
  guidance: number,
  sampler: name,
  sampler_name: name,
  scheduler: name,
  denoise: number,
  strength: number,
  clip_skip: number,
  vae: name,
  loras: z.unknown().optional(),
  lora: z.unknown().optional(),
  wildcards: flag,
})

export type Asked = z.output<typeof askedSchema>

/** @throws DoorError 400 that names the field */
export function readAsked(fields: Readonly<Record<string, unknown>>): Asked {
  const { success, data, error } = askedSchema.safeParse(fields)
  if (success) return data
  const parts = error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issueMessage(issue),
  }))
  const [first] = parts
  throw new DoorError(
    400,
    'invalid_value',
    first === undefined ? 'The request is not valid.' : `'${first.path}' ${first.message}.`,
    { parts },
  )
}
