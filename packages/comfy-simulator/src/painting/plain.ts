import { createPicture } from './picture.ts'
import { createRandom } from './random.ts'
import type { Painter } from './subject.ts'

/** Paints three colours down the page: a millisecond for 512×512, and different for every subject. */
export const paintPlain: Painter = (subject) =>
  createPicture(subject.width, subject.height, () => {
    const { width, height, prompt, negative, seed, checkpoint, index } = subject
    const random = createRandom(JSON.stringify([prompt, negative, seed, checkpoint, index]))
    const bands = Array.from({ length: 3 }, () =>
      Array.from({ length: 3 }, () => random.between(30, 225)),
    )
    const pixels = Buffer.alloc(width * height * 3)
    const row = Buffer.alloc(width * 3)
    for (let y = 0; y < height; y += 1) {
      const band = bands[Math.min(2, Math.floor((y / height) * 3))] ?? []
      row.fill(Buffer.from(band))
      row.copy(pixels, y * width * 3)
    }
    return pixels
  })
