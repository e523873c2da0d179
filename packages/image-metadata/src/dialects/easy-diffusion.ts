import type { JsonObject } from '@darkroom/foundation'
import type { Findings } from '../findings.ts'
import { commentNames, type EmbeddedTexts } from './embedded-texts.ts'
import { readPlain } from './plain.ts'

/** Easy Diffusion: each value under a PNG keyword of its own, or all as JSON; names for people or for the program. */
export function readEasyDiffusion(texts: EmbeddedTexts): Findings | undefined {
  const all = texts.has('use_stable_diffusion_model') || texts.has('Stable Diffusion model')
  const object = all ? texts.entries() : texts.find(commentNames, isEasyDiffusion)
  return object && { ...readPlain(object), source: 'easydiffusion' }
}

function isEasyDiffusion(object: JsonObject): boolean {
  return (
    Object.hasOwn(object, 'use_stable_diffusion_model') ||
    Object.hasOwn(object, 'Stable Diffusion model')
  )
}
