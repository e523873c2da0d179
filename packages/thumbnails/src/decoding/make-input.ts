import type { Sharp } from 'sharp'
import type { InputTask } from '../decoder-protocol.ts'

/** Where a picture is transparent, or how light it is with black behind it, as one channel. */
function maskOf(image: Sharp, reads: 'light' | 'transparency'): Sharp {
  return reads === 'light'
    ? image.flatten({ background: '#000000' }).toColourspace('b-w')
    : image.ensureAlpha().extractChannel('alpha').negate()
}

/** Encodes a decoded picture as a workflow's input: losslessly, and quickly rather than small. */
export function makeInput(image: Sharp, { shape }: InputTask): Sharp {
  if (shape.kind === 'upright') return image.png({ compressionLevel: 4 })
  const { reads, width, height } = shape
  // Sharper kernels ring: beside an edge, white would be a little grey.
  const sized = maskOf(image, reads).resize({ width, height, fit: 'fill', kernel: 'linear' })
  return sized.png({ compressionLevel: 4 })
}
