/** A picture that is painted on first use and then kept. */
export interface Picture {
  readonly width: number
  readonly height: number
  /** The pixels as RGB, 8 bits, row by row. */
  readonly pixels: () => Promise<Buffer>
}

/** Wraps a painting function so that it runs at most once. */
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
      painted ??= (async () => paint())()
      return painted
    },
  }
}

/** A picture of one colour, for an empty latent or a mask. */
export const createFlatPicture = (width: number, height: number, grey: number): Picture =>
  createPicture(width, height, () => Buffer.alloc(width * height * 3, grey))
