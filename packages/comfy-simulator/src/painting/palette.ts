import { type Colour, mix } from './colour.ts'
import type { Light, Mood, Season } from './mood.ts'
import type { Random } from './random.ts'

export interface Palette {
  /** Colours from the top of the sky to the horizon. */
  readonly sky: readonly [Colour, Colour, Colour, Colour]
  readonly sun: Colour
  /** The colour that distance fades into. */
  readonly haze: Colour
  /** The colour of the nearest ground. */
  readonly ground: Colour
  readonly tree: Colour
  readonly cloud: Colour
  readonly accent: Colour
}

const skies: Readonly<Record<Light, Palette['sky']>> = {
  dawn: [
    [222, 38, 52],
    [262, 32, 68],
    [340, 58, 79],
    [32, 88, 84],
  ],
  day: [
    [212, 72, 47],
    [206, 76, 61],
    [200, 78, 76],
    [48, 60, 91],
  ],
  sunset: [
    [245, 42, 24],
    [300, 36, 38],
    [12, 82, 56],
    [40, 96, 66],
  ],
  night: [
    [230, 56, 7],
    [226, 56, 14],
    [218, 50, 24],
    [204, 42, 38],
  ],
  aurora: [
    [254, 60, 9],
    [226, 58, 17],
    [176, 56, 26],
    [150, 48, 40],
  ],
  storm: [
    [218, 20, 22],
    [214, 17, 36],
    [208, 16, 52],
    [44, 34, 74],
  ],
}

const suns: Readonly<Record<Light, Colour>> = {
  dawn: [38, 100, 90],
  day: [50, 100, 94],
  sunset: [36, 100, 72],
  night: [52, 44, 92],
  aurora: [160, 50, 92],
  storm: [48, 40, 86],
}

const grounds: Readonly<Record<Season, Colour>> = {
  spring: [112, 40, 30],
  summer: [136, 42, 20],
  autumn: [22, 58, 26],
  winter: [212, 26, 70],
}

const trees: Readonly<Record<Season, Colour>> = {
  spring: [338, 52, 60],
  summer: [148, 46, 15],
  autumn: [18, 74, 38],
  winter: [204, 26, 28],
}

/** The brightness of the ground by time of day. */
const brightness: Readonly<Record<Light, number>> = {
  dawn: 0.95,
  day: 1.15,
  sunset: 0.62,
  night: 0.42,
  aurora: 0.4,
  storm: 0.72,
}

const shifted = ([hue, saturation, lightness]: Colour, by: number): Colour => [
  (hue + by + 360) % 360,
  saturation,
  lightness,
]

const dimmed = ([hue, saturation, lightness]: Colour, factor: number): Colour => [
  hue,
  saturation * (factor < 0.7 ? 0.8 : 1),
  Math.min(92, lightness * factor),
]

export const choosePalette = (mood: Mood, random: Random): Palette => {
  const turn = random.between(-16, 16)
  const tint = (colour: Colour): Colour => {
    const own = shifted(colour, turn)
    const accented: Colour =
      mood.accent === undefined ? own : mix(own, [mood.accent, Math.max(45, own[1]), own[2]], 0.6)
    const saturation = mood.isMonochrome ? 4 : accented[1] * mood.vividness * (mood.isInk ? 0.4 : 1)
    return [accented[0], saturation, accented[2]]
  }
  const [top, high, low, horizon] = skies[mood.light]
  const sky: Palette['sky'] = [tint(top), tint(high), tint(low), tint(horizon)]
  const factor = brightness[mood.light]
  const isDesert = mood.ground === 'desert' && mood.season !== 'winter'
  const earth: Colour = isDesert ? [24, 56, 44] : grounds[mood.season]
  const accentHue = mood.accent ?? (sky[3][0] + 180) % 360
  return {
    sky,
    sun: tint(suns[mood.light]),
    haze: mix(sky[3], sky[2], 0.35),
    ground: tint(dimmed(earth, factor)),
    tree: tint(dimmed(trees[mood.season], factor * 0.9)),
    cloud: tint(mix(suns[mood.light], low, mood.light === 'storm' ? 0.7 : 0.35)),
    accent: [accentHue, mood.isMonochrome ? 0 : 78, mood.light === 'night' ? 62 : 52],
  }
}
