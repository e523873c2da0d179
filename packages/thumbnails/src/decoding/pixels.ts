import sharp from 'sharp'

/** Raw pixels: three bytes each, no alpha. */
export interface Pixels {
  readonly data: Buffer
  readonly width: number
  readonly height: number
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Copies an image onto a canvas that is large enough for it. */
function paste(canvas: Pixels, image: Pixels, left: number, top: number): void {
  const rowLength = image.width * 3
  for (let row = 0; row < image.height; row++) {
    const start = row * rowLength
    const target = ((top + row) * canvas.width + left) * 3
    image.data.copy(canvas.data, target, start, start + rowLength)
  }
}

/** Makes a canvas of one colour. */
export async function blank(width: number, height: number, background: string): Promise<Pixels> {
  const create = { width, height, channels: 3, background } as const
  return { data: await sharp({ create }).raw().toBuffer(), width, height }
}

/** Copies an image into the middle of a box that is large enough for it. */
export function pasteCentred(canvas: Pixels, image: Pixels, box: Box): void {
  const left = box.left + Math.floor((box.width - image.width) / 2)
  paste(canvas, image, left, box.top + Math.floor((box.height - image.height) / 2))
}
