/** A picture that is painted when somebody looks at it, and then kept. */
export interface Picture {
  readonly width: number
  readonly height: number
  /** RGB, 8 bits, row by row. */
  readonly pixels: () => Promise<Buffer>
}

/** Wraps what paints a picture so that it runs at most once. */
export const createPicture = (
  width: number,
  height: number,
  paint: () => Promise<Buffer> | Buffer,
): Picture => {
  let painted: Promise<Buffer> | undefined
  return {
    width,
    height,
    pixels: () => {
      painted ??= Promise.try(paint)
      return painted
    },
  }
}

/** One colour everywhere: an empty latent, a mask. */
export const createFlatPicture = (width: number, height: number, grey: number): Picture =>
  createPicture(width, height, () => Buffer.alloc(width * height * 3, grey))
