import type { Random } from './random.ts'

/** A prime, so that no row of the picture begins where another did. */
const tileSize = 32_749

/** Adds film grain in place: a little light and dark, the same on the three channels. */
export const applyGrain = (pixels: Buffer, random: Random): Buffer => {
  const tile = Int8Array.from({ length: tileSize }, () => Math.round(random.between(-5, 5)))
  let at = 0
  for (let pixel = 0; pixel + 2 < pixels.length; pixel += 3) {
    at = at + 1 === tileSize ? 0 : at + 1
    const grain = tile[at] ?? 0
    for (let channel = pixel; channel < pixel + 3; channel += 1) {
      pixels[channel] = Math.max(0, Math.min(255, (pixels[channel] ?? 0) + grain))
    }
  }
  return pixels
}
