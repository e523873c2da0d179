import { chroma } from './chroma.ts'
import { flux1 } from './flux1.ts'
import { flux2 } from './flux2.ts'
import { hidream } from './hidream.ts'
import { lumina2 } from './lumina2.ts'
import type { ModelFamily } from './model-family.ts'
import { qwenImage } from './qwen-image.ts'
import { sd2 } from './sd2.ts'
import { sd15 } from './sd15.ts'
import { sd35 } from './sd35.ts'
import { sdxl } from './sdxl.ts'
import { zImage } from './z-image.ts'

/** The shapes of a file's tensors by name. */
export type Tensors = Readonly<Record<string, readonly number[]>>

interface Told {
  readonly family: ModelFamily
  /** The ids of the variants that it can be, the likeliest first; all of them unless said. */
  readonly variants?: readonly string[]
}

type Shape = (name: string) => readonly number[] | undefined

/** The family by the names and shapes of the tensors, which no renaming of the file changes. */
export function familyOfTensors(tensors: Tensors): Told | undefined {
  // A checkpoint holds its diffusion model below a prefix; a diffusion model alone has it at the top.
  const shape: Shape = (name) =>
    tensors[`model.diffusion_model.${name}`] ?? tensors[name] ?? tensors[`diffusion_model.${name}`]
  return (
    ofFlux(shape) ??
    ofQwen(shape) ??
    ofLumina(shape) ??
    ofHidream(shape) ??
    ofStableDiffusion3(shape) ??
    ofStableDiffusion(shape)
  )
}

function ofFlux(shape: Shape): Told | undefined {
  if (shape('distilled_guidance_layer.in_proj.weight') !== undefined) {
    const isRadiance = shape('nerf_image_embedder.embedder.0.weight') !== undefined
    return { family: chroma, variants: isRadiance ? ['radiance'] : ['hd', 'flash'] }
  }
  const picture = shape('img_in.weight')
  const isGuided = shape('guidance_in.in_layer.weight') !== undefined
  if (shape('double_stream_modulation_img.lin.weight') !== undefined) {
    if (isGuided) return { family: flux2, variants: ['dev'] }
    const size = picture?.[0] === 4096 ? '9b' : '4b'
    return { family: flux2, variants: [`klein-${size}`, `klein-base-${size}`] }
  }
  if (picture === undefined || shape('double_blocks.0.img_attn.qkv.weight') === undefined) {
    return undefined
  }
  return { family: flux1, variants: fluxVariants(picture[1], isGuided) }
}

/** A latent has 64 channels; Canny and Depth see a second one, Fill sees a second one and the mask. */
function fluxVariants(channels: number | undefined, isGuided: boolean): readonly string[] {
  if (channels === 384) return ['fill']
  if (channels === 128) return ['depth', 'canny']
  return isGuided ? ['dev', 'kontext', 'krea'] : ['schnell']
}

const ofQwen = (shape: Shape): Told | undefined =>
  shape('transformer_blocks.0.img_mlp.net.0.proj.weight') !== undefined &&
  shape('txt_norm.weight') !== undefined
    ? { family: qwenImage }
    : undefined

/** Z-Image is built as Lumina 2 is, and reads the words of another text encoder, with wider vectors. */
function ofLumina(shape: Shape): Told | undefined {
  const words = shape('cap_embedder.1.weight')
  if (words === undefined || shape('noise_refiner.0.attention.qkv.weight') === undefined) {
    return undefined
  }
  return { family: words[1] === 2560 ? zImage : lumina2 }
}

const ofHidream = (shape: Shape): Told | undefined =>
  shape('caption_projection.0.linear.weight') !== undefined &&
  shape('double_stream_blocks.0.block.adaLN_modulation.1.weight') !== undefined
    ? { family: hidream }
    : undefined

function ofStableDiffusion3(shape: Shape): Told | undefined {
  if (shape('joint_blocks.0.context_block.attn.qkv.weight') === undefined) return undefined
  const isMedium = shape('joint_blocks.0.x_block.attn2.qkv.weight') !== undefined
  return { family: sd35, variants: isMedium ? ['medium'] : ['large', 'large-turbo'] }
}

/** They differ in the width of the words that they attend to: of CLIP-L, of OpenCLIP-H, and of both of SDXL's together. */
const widths: Readonly<Record<number, ModelFamily>> = { 768: sd15, 1024: sd2, 2048: sdxl }

function ofStableDiffusion(shape: Shape): Told | undefined {
  const width = ['input_blocks.1.1', 'input_blocks.4.1']
    .map((block) => shape(`${block}.transformer_blocks.0.attn2.to_k.weight`)?.[1])
    .find((one) => one !== undefined)
  const family = width === undefined ? undefined : widths[width]
  if (family === undefined) return undefined
  // Four channels of the latent; four of the picture and one of the mask come with inpainting.
  const isInpainting = shape('input_blocks.0.0.weight')?.[1] === 9
  const variants = family.variants.map(({ id }) => id)
  return {
    family,
    variants: variants.filter((id) => (id === 'inpainting') === isInpainting),
  }
}

/** What trainers and model specifications call the families. */
const names: readonly (readonly [RegExp, ModelFamily])[] = [
  [/^flux-?2/, flux2],
  [/^flux/, flux1],
  [/^qwen-?image/, qwenImage],
  [/^z-?image/, zImage],
  [/^lumina/, lumina2],
  [/^hidream/, hidream],
  [/^chroma/, chroma],
  [/^(stable-diffusion-v?3|sd3)/, sd35],
  [/^(stable-diffusion-xl|sdxl)/, sdxl],
  [/^(stable-diffusion-v?2|sd_?v?2)/, sd2],
  [/^(stable-diffusion-v?1|sd_?v?1)/, sd15],
]

/** The family that a header names, as model specifications and trainers do. */
export function familyOfMetadata(
  metadata: Readonly<Record<string, unknown>>,
): ModelFamily | undefined {
  for (const key of ['modelspec.architecture', 'ss_base_model_version']) {
    const said = metadata[key]
    if (typeof said !== 'string') continue
    const name = said.toLowerCase()
    const family = names.find(([sign]) => sign.test(name))?.[1]
    if (family !== undefined) return family
  }
  return undefined
}
