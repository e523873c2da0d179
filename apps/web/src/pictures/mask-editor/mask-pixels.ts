import type { Size } from './mask-view.ts'
import { coverageOf, softened } from './soften.ts'

export function createCanvas({ width, height }: Size): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('This browser gives no canvas of this size.')
  return context
}

function loadImage(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image()
    image.addEventListener('load', () => resolve(image))
    image.addEventListener('error', () => reject(new Error('The picture cannot be shown.')))
    image.src = address
  })
}

/** A mask that is there already, as a picture that is opaque where it is painted. */
export async function loadMask(
  address: string,
  { size, mode }: { readonly size: Size; readonly mode: 'white' | 'black' | 'transparent' },
): Promise<CanvasRenderingContext2D> {
  const image = await loadImage(address)
  const context = createCanvas(size)
  context.drawImage(image, 0, 0, size.width, size.height)
  const pixels = context.getImageData(0, 0, size.width, size.height)
  for (const [index, value] of coverageOf(pixels.data, mode).entries()) {
    pixels.data.fill(255, index * 4, index * 4 + 3)
    pixels.data[index * 4 + 3] = value
  }
  context.putImageData(pixels, 0, 0)
  return context
}

const toPng = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('The mask is too large for this browser.'))
      else resolve(blob)
    }, 'image/png'),
  )

/** The mask as the API takes it: white is painted anew, black stays, at the picture's size. Undefined when nothing is painted. */
export async function exportMask(
  painted: CanvasRenderingContext2D,
  { picture, feather }: { readonly picture: Size; readonly feather: number },
): Promise<Blob | undefined> {
  const size = { width: painted.canvas.width, height: painted.canvas.height }
  const pixels = painted.getImageData(0, 0, size.width, size.height)
  const coverage = Uint8ClampedArray.from(
    { length: size.width * size.height },
    (_, index) => pixels.data[index * 4 + 3] ?? 0,
  )
  if (coverage.every((value) => value === 0)) return undefined
  const soft = softened(coverage, size, (feather * size.width) / picture.width)
  for (const [index, value] of soft.entries()) {
    pixels.data.fill(value, index * 4, index * 4 + 3)
    pixels.data[index * 4 + 3] = 255
  }
  const grey = createCanvas(size)
  grey.putImageData(pixels, 0, 0)
  const result = createCanvas(picture)
  result.imageSmoothingQuality = 'high'
  result.drawImage(grey.canvas, 0, 0, picture.width, picture.height)
  return toPng(result.canvas)
}
