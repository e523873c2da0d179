/** Above where the mask is white, below where it is black. */
export const mixByMask = (below: Buffer, above: Buffer, mask: Buffer): Buffer => {
  const mixed = Buffer.alloc(below.length)
  for (let at = 0; at < mixed.length; at += 1) {
    const part = (mask[at] ?? 0) / 255
    mixed[at] = Math.round((above[at] ?? 0) * part + (below[at] ?? 0) * (1 - part))
  }
  return mixed
}

/**
 * A variation: colours turn from the earlier picture to the painted one as `amount` grows (0–1), shapes follow more slowly,
 * so that what was there can still be seen.
 */
export const vary = (earlier: Buffer, painted: Buffer, amount: number): Buffer => {
  const light = amount ** 2
  const varied = Buffer.alloc(earlier.length)
  for (let at = 0; at + 2 < varied.length; at += 3) {
    const from = lightAt(earlier, at)
    const to = lightAt(painted, at)
    const shade = from * (1 - light) + to * light
    for (let channel = at; channel < at + 3; channel += 1) {
      const colour =
        ((earlier[channel] ?? 0) - from) * (1 - amount) + ((painted[channel] ?? 0) - to) * amount
      varied[channel] = Math.max(0, Math.min(255, Math.round(shade + colour)))
    }
  }
  return varied
}

const lightAt = (pixels: Buffer, at: number): number =>
  ((pixels[at] ?? 0) * 2 + (pixels[at + 1] ?? 0) * 5 + (pixels[at + 2] ?? 0)) / 8

/** Draws lines over a picture, dark on light and light on dark. */
export const drawLines = (pixels: Buffer, lines: Uint8Array, strength: number): Buffer => {
  const drawn = Buffer.from(pixels)
  for (let at = 0; at < lines.length; at += 1) {
    const part = Math.min(1, ((lines[at] ?? 0) / 255) * strength)
    const ink = lightAt(pixels, at * 3) > 90 ? 12 : 235
    for (let channel = at * 3; channel < at * 3 + 3; channel += 1)
      drawn[channel] = Math.round((drawn[channel] ?? 0) * (1 - part) + ink * part)
  }
  return drawn
}

/** Moves the colours of a picture towards the mean colour of another one. */
export const tint = (pixels: Buffer, style: Buffer): Buffer => {
  const means = [0, 1, 2].map((channel) => mean(style, channel) - mean(pixels, channel))
  return Buffer.from(
    pixels.map((value, at) => Math.max(0, Math.min(255, value + (means[at % 3] ?? 0) * 0.6))),
  )
}

const mean = (pixels: Buffer, channel: number): number => {
  let sum = 0
  for (let at = channel; at < pixels.length; at += 3) sum += pixels[at] ?? 0
  return sum / Math.max(1, pixels.length / 3)
}
