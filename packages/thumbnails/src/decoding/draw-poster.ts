import sharp from 'sharp'
import { palette } from './palette.ts'

const width = 960
const height = 540

/** A dark frame with a play sign, for a video of which no frame can be read here. */
export async function drawPoster(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${palette.cell}"/><g fill="none" stroke="${palette.line}" stroke-width="10" stroke-linejoin="round"><circle cx="480" cy="270" r="110"/></g><path d="M448 208L556 270 448 332z" fill="${palette.dim}" stroke="${palette.dim}" stroke-width="12" stroke-linejoin="round"/></svg>`
  return await sharp(Buffer.from(svg)).png().toBuffer()
}
