import type { TemplateBody } from '../api/types.ts'
import type { Draft } from './draft.ts'

/** What of the form a template keeps: all that says something but the number of pictures and the shape of another model. */
export function toTemplate({ count: _, shape: __, prompt, loras, ...words }: Draft): TemplateBody {
  const said = Object.entries(words).filter(
    ([word, value]) => value !== undefined && value !== '' && !(word === 'seed' && value === -1),
  )
  return {
    prompt: prompt.trim(),
    ...(loras.length > 0 && { loras: loras.map((lora) => ({ ...lora })) }),
    ...Object.fromEntries(said),
  }
}
