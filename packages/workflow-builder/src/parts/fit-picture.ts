import type { ModelVariant } from '../families/model-family.ts'
import type { Image, Mask } from '../graph/output.ts'
import { imageToMask, maskToImage } from '../nodes/masks.ts'
import { scaleImage, scaleToPixels } from '../nodes/scaling.ts'
import type { Sized } from './family-inputs.ts'

/**
 * Scales a picture to the size that is asked for, else to as many pixels as the model paints best: a photo of twenty
 * megapixels would neither fit into memory nor become a good picture.
 */
export const fitPicture = (
  { defaults, multiple }: ModelVariant,
  { resolution }: Sized,
  image: Image,
): Image =>
  resolution === undefined
    ? scaleToPixels({ image, megapixels: megapixelsOf(defaults.resolution), multiple })
    : scaleImage({ image, ...resolution })

/** A mask is stretched to its picture by the nodes that take it, so it is cut only where the picture is. */
export const fitMask = ({ resolution }: Sized, mask: Mask): Mask =>
  resolution === undefined
    ? mask
    : imageToMask({ image: scaleImage({ image: maskToImage({ mask }), ...resolution }) })

/** ComfyUI's megapixels, of 1024 × 1024. */
const megapixelsOf = ({ width, height }: { width: number; height: number }): number =>
  Math.round(((width * height) / 1024 ** 2) * 100) / 100
