import sharp, { type CreateRaw, type OutputInfo, type Sharp } from 'sharp'
import type { InputTask } from '../decoder-protocol.ts'
import { encodeCopy } from './encode-copy.ts'

/** Where a picture is transparent, or how light it is with black behind it, as one channel. */
function maskOf(image: Sharp, reads: 'light' | 'transparency'): Sharp {
  return reads === 'light'
    ? image.flatten({ background: '#000000' }).toColourspace('b-w')
    : image.ensureAlpha().extractChannel('alpha').negate()
}

const rawOf = ({ width, height, channels }: OutputInfo): CreateRaw => ({ width, height, channels })

/** The picture with holes where the mask is white. What is in them stays, for servers paint from it. */
async function masked(image: Sharp, mask: Uint8Array): Promise<Sharp> {
  const alpha = await sharp(mask).negate().extractChannel(0).raw().toBuffer({
    resolveWithObject: true,
  })
  // Channels are joined before others are removed, whatever is written first: so the colours are taken out before.
  const colours = await image.removeAlpha().toColourspace('srgb').raw().toBuffer({
    resolveWithObject: true,
  })
  return sharp(colours.data, { raw: rawOf(colours.info) }).joinChannel(alpha.data, {
    raw: rawOf(alpha.info),
  })
}

/** Encodes a decoded picture as a workflow's input: losslessly, and quickly rather than small. */
export async function makeInput(image: Sharp, { shape }: InputTask): Promise<Uint8Array> {
  if (shape.kind === 'copy') return await encodeCopy(image, shape).toBuffer()
  return await (await shaped(image, shape)).png({ compressionLevel: 4 }).toBuffer()
}

type Input = Exclude<InputTask['shape'], { readonly kind: 'copy' }>

async function shaped(image: Sharp, shape: Input): Promise<Sharp> {
  if (shape.kind === 'upright') return image
  if (shape.kind === 'masked') return await masked(image, shape.mask)
  const { reads, width, height } = shape
  // Sharper kernels ring: beside an edge, white would be a little grey.
  return maskOf(image, reads).resize({ width, height, fit: 'fill', kernel: 'linear' })
}
