import sharp from 'sharp'

/** A picture of one colour, 64 pixels square. */
export const pngOf = async (background: string): Promise<Uint8Array> =>
  new Uint8Array(
    await sharp({ create: { width: 64, height: 64, channels: 3, background } })
      .png()
      .toBuffer(),
  )
