import type { Size } from './mask-view.ts'

/** Half the widths of three boxes that together are nearly a Gaussian of this deviation. */
function boxesOf(deviation: number): readonly number[] {
  const ideal = Math.sqrt((12 * deviation * deviation) / 3 + 1)
  const lower = Math.floor(ideal) % 2 === 0 ? Math.floor(ideal) - 1 : Math.floor(ideal)
  const lowers = Math.round(
    (12 * deviation * deviation - 3 * lower * lower - 12 * lower - 9) / (-4 * lower - 4),
  )
  return [0, 1, 2].map((index) => ((index < lowers ? lower : lower + 2) - 1) / 2)
}

interface Lines {
  readonly count: number
  readonly length: number
  /** From one pixel of a line to the next, and from one line to the next. */
  readonly step: number
  readonly stride: number
}

/** Each value becomes the mean of those around it on its line; beyond the ends, the ends go on. */
function average(
  from: Uint8ClampedArray,
  to: Uint8ClampedArray,
  { count, length, step, stride, radius }: Lines & { readonly radius: number },
): void {
  const width = 2 * radius + 1
  for (let line = 0; line < count; line += 1) {
    const start = line * stride
    const at = (index: number): number =>
      from[start + Math.min(length - 1, Math.max(0, index)) * step] ?? 0
    let sum = 0
    for (let index = -radius; index <= radius; index += 1) sum += at(index)
    for (let index = 0; index < length; index += 1) {
      to[start + index * step] = sum / width
      sum += at(index + radius + 1) - at(index - radius)
    }
  }
}

/** The values of a picture of one channel with soft edges, as a Gaussian blur makes them. */
export function softened(
  values: Uint8ClampedArray,
  { width, height }: Size,
  deviation: number,
): Uint8ClampedArray {
  const result = Uint8ClampedArray.from(values)
  if (deviation <= 0) return result
  const between = new Uint8ClampedArray(values.length)
  const rows: Lines = { count: height, length: width, step: 1, stride: width }
  const columns: Lines = { count: width, length: height, step: width, stride: 1 }
  for (const radius of boxesOf(deviation)) {
    average(result, between, { ...rows, radius })
    average(between, result, { ...columns, radius })
  }
  return result
}

type MaskMode = 'white' | 'black' | 'transparent'

/** How much of each pixel a mask picture means, from its red, green, blue and transparency. */
export function coverageOf(pixels: Uint8ClampedArray, mode: MaskMode): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: pixels.length / 4 }, (_, index) => {
    if (mode === 'transparent') return 255 - (pixels[index * 4 + 3] ?? 255)
    const red = pixels[index * 4] ?? 0
    return mode === 'white' ? red : 255 - red
  })
}
