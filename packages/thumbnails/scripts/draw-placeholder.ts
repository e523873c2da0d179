import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { drawBrokenPicture } from '../src/decoding/broken-picture.ts'
import { palette } from '../src/decoding/palette.ts'

/* Draws src/placeholder-image.ts anew: node scripts/draw-placeholder.ts */
const size = 300
const icon = drawBrokenPicture({
  centreX: size / 2,
  centreY: size / 2,
  size: size / 4,
  colour: palette.line,
})
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="100%" height="100%" fill="${palette.cell}"/>${icon}</svg>`
const bytes = await sharp(Buffer.from(svg))
  .removeAlpha()
  .webp({ quality: 80, effort: 6 })
  .toBuffer()
await writeFile(
  new URL('../src/placeholder-image.ts', import.meta.url),
  `/** Drawn by scripts/draw-placeholder.ts: a WebP of ${size} × ${size} pixels, ${bytes.length} bytes. */
export const placeholderImage =
  '${bytes.toString('base64')}'
`,
)
