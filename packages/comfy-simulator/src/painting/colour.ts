/** Hue in degrees, saturation and lightness in per cent. */
export type Colour = readonly [hue: number, saturation: number, lightness: number]

type Light = readonly [red: number, green: number, blue: number]

const toLight = ([hue, saturation, lightness]: Colour): Light => {
  const level = lightness / 100
  const reach = (saturation / 100) * Math.min(level, 1 - level)
  const channel = (offset: number): number => {
    const at = (offset + hue / 30) % 12
    return level - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1))
  }
  return [channel(0), channel(8), channel(4)]
}

const fromLight = ([red, green, blue]: Light): Colour => {
  const [high, low] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const [range, level] = [high - low, (high + low) / 2]
  if (range === 0) return [0, 0, level * 100]
  const saturation = range / (1 - Math.abs(2 * level - 1))
  const sector =
    high === red
      ? ((green - blue) / range + 6) % 6
      : high === green
        ? (blue - red) / range + 2
        : (red - green) / range + 4
  return [sector * 60, saturation * 100, level * 100]
}

/** The colour a part of the way from one to another; mixed as light, since mixed hues give a rainbow. */
export const mix = (from: Colour, to: Colour, amount: number): Colour => {
  const [a, b] = [toLight(from), toLight(to)]
  const channel = (at: 0 | 1 | 2): number => a[at] + (b[at] - a[at]) * amount
  return fromLight([channel(0), channel(1), channel(2)])
}

/** A colour as SVG writes it. */
export const css = ([hue, saturation, lightness]: Colour): string =>
  `hsl(${hue.toFixed(1)},${Math.max(0, Math.min(100, saturation)).toFixed(1)}%,${Math.max(0, Math.min(100, lightness)).toFixed(1)}%)`
