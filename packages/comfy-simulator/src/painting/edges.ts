import { luminanceOf } from './greys.ts'

/** How strongly brightness changes at each pixel (Sobel), 0–255. */
export const edgesOf = (pixels: Buffer, width: number, height: number): Uint8Array => {
  const greys = luminanceOf(pixels)
  const edges = new Uint8Array(greys.length)
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      const near = (dx: number, dy: number): number => greys[at + dy * width + dx] ?? 0
      const across =
        near(1, -1) + 2 * near(1, 0) + near(1, 1) - near(-1, -1) - 2 * near(-1, 0) - near(-1, 1)
      const down =
        near(-1, 1) + 2 * near(0, 1) + near(1, 1) - near(-1, -1) - 2 * near(0, -1) - near(1, -1)
      edges[at] = Math.min(255, Math.hypot(across, down) / 2)
    }
  }
  return edges
}
