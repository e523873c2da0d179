interface Size {
  readonly width: number
  readonly height: number
}

/** Pixels with a place; parts outside of the canvas are left out. */
export interface Patch extends Size {
  readonly x: number
  readonly y: number
  readonly pixels: Buffer
}

/** Copies a patch onto RGB pixels, in place. */
export const paste = (canvas: Buffer, size: Size, patch: Patch): void => {
  const left = Math.max(0, -patch.x)
  const right = Math.min(patch.width, size.width - patch.x)
  if (right <= left) return
  for (let row = 0; row < patch.height; row += 1) {
    const y = patch.y + row
    if (y < 0 || y >= size.height) continue
    const from = (row * patch.width + left) * 3
    patch.pixels.copy(
      canvas,
      (y * size.width + patch.x + left) * 3,
      from,
      from + (right - left) * 3,
    )
  }
}
