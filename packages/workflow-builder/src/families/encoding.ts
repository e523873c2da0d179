import type { Conditioning, Image } from '../graph/output.ts'
import { encodeForLumina, encodeText, guide, zeroOut } from '../nodes/conditioning.ts'
import { encodeImage } from '../nodes/latents.ts'
import {
  addReference,
  encodeEdit,
  encodeEditOfMany,
  tellReferencesApart,
} from '../nodes/references.ts'
import type { Prompted, Words } from './model-family.ts'

const negativeTitle = 'Negative Prompt'

/** Two prompts: what to paint, and what not to. */
export const encodeBoth = ({ clip, prompt, negativePrompt }: Words): Prompted => ({
  positive: encodeText({ clip, text: prompt, title: 'Prompt' }),
  negative: encodeText({ clip, text: negativePrompt, title: negativeTitle }),
})

/** One prompt, for models that were distilled to do without a negative one. */
export function encodeOne({ clip, prompt }: Words): Prompted {
  const positive = encodeText({ clip, text: prompt, title: 'Prompt' })
  return { positive, negative: zeroOut({ conditioning: positive }) }
}

/** One prompt with its distilled guidance. */
export function encodeGuided(words: Words): Prompted {
  const { positive, negative } = encodeOne(words)
  const { guidance } = words
  const guided = guidance === undefined ? positive : guide({ conditioning: positive, guidance })
  return { positive: withReferences(guided, words), negative }
}

/** References go to both sides where both prompts count. */
export function encodeBothWithReferences(words: Words): Prompted {
  const { positive, negative } = encodeBoth(words)
  return {
    positive: withReferences(positive, words),
    negative: withReferences(negative, words),
  }
}

export function encodeOneWithReferences(words: Words): Prompted {
  const { positive, negative } = encodeOne(words)
  return {
    positive: withReferences(positive, words),
    negative: withReferences(negative, words),
  }
}

export const encodeLumina = ({ clip, prompt, negativePrompt }: Words): Prompted => ({
  positive: encodeForLumina({ clip, prompt }),
  negative: encodeText({ clip, text: negativePrompt, title: negativeTitle }),
})

/** The first Qwen-Image-Edit sees one picture. */
export function encodeEditing({ clip, vae, prompt, negativePrompt, references }: Words): Prompted {
  const [image] = references
  return {
    positive: encodeEdit({ clip, vae, image, prompt }),
    negative: encodeEdit({ clip, vae, image, prompt: negativePrompt, title: negativeTitle }),
  }
}

/** Qwen-Image-Edit since 2509 sees up to three. */
export function encodeEditingMany(words: Words): Prompted {
  const { clip, vae, prompt, negativePrompt, references: images } = words
  return {
    positive: encodeEditOfMany({ clip, vae, images, prompt }),
    negative: encodeEditOfMany({
      clip,
      vae,
      images,
      prompt: negativePrompt,
      title: negativeTitle,
    }),
  }
}

/** Qwen-Image-Edit 2511 marks its references by a time of zero. */
export function encodeEditingMarked(words: Words): Prompted {
  const { positive, negative } = encodeEditingMany(words)
  const method = 'index_timestep_zero'
  return {
    positive: tellReferencesApart({ conditioning: positive, method }),
    negative: tellReferencesApart({ conditioning: negative, method }),
  }
}

const withReferences = (conditioning: Conditioning, { vae, references }: Words): Conditioning =>
  references.reduce(
    (referred: Conditioning, image: Image) =>
      addReference({ conditioning: referred, latent: encodeImage({ image, vae }) }),
    conditioning,
  )
