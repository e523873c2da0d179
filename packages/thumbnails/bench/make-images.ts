import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

const width = 1216
const height = 1184

/** Paints soft shapes, patches and some grain: as a PNG about as large as the pictures of diffusion models. */
function paint(seed: number): Buffer {
  const data = Buffer.alloc(width * height * 3)
  let random = seed + 1
  for (let index = 0; index < data.length; index++) {
    random = (random * 48_271) % 2_147_483_647
    const x = Math.floor(index / 3) % width
    const y = Math.floor(index / (3 * width))
    const shape = Math.sin((x + seed * 40) / 90) * Math.cos((y - seed * 25) / 130)
    // Patches of five pixels are detail that survives in the thumbnail.
    const patch = ((Math.floor(x / 5) * 7919 + Math.floor(y / 5) * 104_729) ^ (seed * 31)) % 53
    data[index] = 128 + shape * (50 + 20 * (index % 3)) + (patch - 26) * 0.8 + (random % 5)
  }
  return data
}

/** Writes PNGs of 1.44 megapixels as Pillow does (adaptive filters, level 4). Returns paths and mean size. */
export async function makeImages(
  directory: string,
  count: number,
): Promise<{ paths: readonly string[]; meanBytes: number }> {
  const paths: string[] = []
  let total = 0
  for (let index = 0; index < count; index++) {
    const path = join(directory, `${index}.png`)
    const bytes = await sharp(paint(index), { raw: { width, height, channels: 3 } })
      .png({ compressionLevel: 4, adaptiveFiltering: true })
      .toBuffer()
    total += bytes.length
    await writeFile(path, bytes)
    paths.push(path)
  }
  return { paths, meanBytes: total / count }
}
