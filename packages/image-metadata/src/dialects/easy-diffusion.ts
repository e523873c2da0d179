import type { JsonObject } from '@darkroom/foundation'
import type { Findings } from '../findings.ts'
import { commentNames, type EmbeddedTexts } from './embedded-texts.ts'
import { pairedLoras } from './paired-loras.ts'
import { readPlain } from './plain.ts'

/** Reads Easy Diffusion: each value under its own PNG keyword, or all as JSON; with display names or internal names. */
export function readEasyDiffusion(texts: EmbeddedTexts): Findings | undefined {
  const all = texts.has('use_stable_diffusion_model') || texts.has('Stable Diffusion model')
  const object = all ? texts.entries() : texts.find(commentNames, isEasyDiffusion)
  return (
    object && {
      ...readPlain(object),
      source: 'easydiffusion',
      loras: pairedLoras(object),
    }
  )
}

function isEasyDiffusion(object: JsonObject): boolean {
  return (
    Object.hasOwn(object, 'use_stable_diffusion_model') ||
    Object.hasOwn(object, 'Stable Diffusion model')
  )
}
