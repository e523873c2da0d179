import { createNode, type GraphNode } from '../graph/graph-node.ts'
import { type Image, type Mask, outputOf, type UpscaleModel } from '../graph/output.ts'

/** Loads an image of the server's input folder; `name` is from the answer to the upload. */
export function loadImage({ name }: { name: string }): { image: Image; mask: Mask } {
  const node = createNode({
    classType: 'LoadImage',
    title: 'Load Image',
    inputs: { image: name },
  })
  return { image: outputOf(node, 0), mask: outputOf(node, 1) }
}

/** The edges of a picture, white on black. */
export function findEdges({ image }: { image: Image }): Image {
  const node = createNode({
    classType: 'Canny',
    title: 'Edges',
    inputs: { image, low_threshold: 0.15, high_threshold: 0.3 },
  })
  return outputOf(node, 0)
}

export function upscaleImage({ image, model }: { image: Image; model: UpscaleModel }): Image {
  const node = createNode({
    classType: 'ImageUpscaleWithModel',
    title: 'Upscale Image',
    inputs: { upscale_model: model, image },
  })
  return outputOf(node, 0)
}

/** Saves as PNG in the server's output folder; a `/` in the prefix makes a subfolder. */
export const saveImage = ({
  images,
  filenamePrefix = 'ComfyUI',
}: {
  images: Image
  filenamePrefix?: string
}): GraphNode =>
  createNode({
    classType: 'SaveImage',
    title: 'Save Image',
    inputs: { filename_prefix: filenamePrefix, images },
  })

/** Saves in the server's temporary folder, which is emptied when the server starts. */
export const previewImage = ({ images }: { images: Image }): GraphNode =>
  createNode({ classType: 'PreviewImage', title: 'Preview Image', inputs: { images } })
