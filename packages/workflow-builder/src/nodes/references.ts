import { createNode } from '../graph/graph-node.ts'
import {
  type Clip,
  type Conditioning,
  type Image,
  type Latent,
  outputOf,
  type Vae,
} from '../graph/output.ts'

/** Adds a picture that the prompt speaks of; further ones are chained. */
export function addReference({
  conditioning,
  latent,
}: {
  conditioning: Conditioning
  latent: Latent
}): Conditioning {
  const node = createNode({
    classType: 'ReferenceLatent',
    title: 'Reference',
    inputs: { conditioning, latent },
  })
  return outputOf(node, 0)
}

/** How the references are told apart; each model was trained with one way. */
export function tellReferencesApart({
  conditioning,
  method,
}: {
  conditioning: Conditioning
  method: 'offset' | 'index' | 'index_timestep_zero'
}): Conditioning {
  const node = createNode({
    classType: 'FluxKontextMultiReferenceLatentMethod',
    title: 'Reference Method',
    inputs: { conditioning, reference_latents_method: method },
  })
  return outputOf(node, 0)
}

/** Scales to the nearest of the sizes with which FLUX.1 Kontext was trained, all of about a megapixel. */
export const scaleForKontext = ({ image }: { image: Image }): Image =>
  outputOf(
    createNode({
      classType: 'FluxKontextImageScale',
      title: 'Scale Image',
      inputs: { image },
    }),
    0,
  )

/** A prompt about one picture, for the first Qwen-Image-Edit. */
export function encodeEdit({
  clip,
  vae,
  prompt,
  image,
  title = 'Prompt',
}: {
  clip: Clip
  vae: Vae
  prompt: string
  image?: Image | undefined
  title?: string
}): Conditioning {
  const node = createNode({
    classType: 'TextEncodeQwenImageEdit',
    title,
    inputs: { prompt, clip, vae, image },
  })
  return outputOf(node, 0)
}

/** A prompt about up to three pictures, for Qwen-Image-Edit since 2509. */
export function encodeEditOfMany({
  clip,
  vae,
  prompt,
  images,
  title = 'Prompt',
}: {
  clip: Clip
  vae: Vae
  prompt: string
  images: readonly Image[]
  title?: string
}): Conditioning {
  const [image1, image2, image3] = images
  const node = createNode({
    classType: 'TextEncodeQwenImageEditPlus',
    title,
    inputs: { prompt, clip, vae, image1, image2, image3 },
  })
  return outputOf(node, 0)
}
