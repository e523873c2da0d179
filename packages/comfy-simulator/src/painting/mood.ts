import { createRandom, type Random } from './random.ts'
import type { Idea } from './subject.ts'

export type Light = 'dawn' | 'day' | 'sunset' | 'night' | 'aurora' | 'storm'
export type Ground = 'hills' | 'mountains' | 'forest' | 'desert' | 'city' | 'sea'
export type Season = 'spring' | 'summer' | 'autumn' | 'winter'

/** The mood that the words of a prompt ask for. */
export interface Mood {
  readonly light: Light
  readonly ground: Ground
  readonly season: Season
  readonly hasWater: boolean
  readonly hasTrees: boolean
  readonly hasBirds: boolean
  readonly hasFigure: boolean
  readonly hasHouse: boolean
  readonly hasBoat: boolean
  /** The hue of a colour that the prompt names. */
  readonly accent: number | undefined
  /** Whether to draw with ink lines and little colour, as a style lora or a prompt may ask. */
  readonly isInk: boolean
  readonly isMonochrome: boolean
  /** The strength of the colours, 0–1. */
  readonly vividness: number
}

const lights: readonly (readonly [RegExp, Light])[] = [
  [/\b(?:aurora|northern lights|neon|cyberpunk)\b/, 'aurora'],
  [/\b(?:night|midnight|moon|moonlit|stars?|starry|galaxy|space|astronaut|dark)\b/, 'night'],
  [
    /\b(?:sunset|dusk|evening|golden hour|fire|lava|dragon|autumn|mars|desert|canyon|dunes?)\b/,
    'sunset',
  ],
  [/\b(?:dawn|sunrise|morning|mist|fog|misty|foggy|quiet|pastel)\b/, 'dawn'],
  [/\b(?:storm|rain|rainy|thunder|gloomy|dramatic|cloudy)\b/, 'storm'],
  [/\b(?:day|noon|sunny|summer|bright|blue sky)\b/, 'day'],
]

const grounds: readonly (readonly [RegExp, Ground])[] = [
  [/\b(?:city|street|skyline|tower|building|cyberpunk|town|castle)\b/, 'city'],
  [/\b(?:sea|ocean|beach|harbou?r|ship|boat|sail|island|coast|wave)s?\b/, 'sea'],
  [/\b(?:desert|dune|sand|mars|canyon|planet)s?\b/, 'desert'],
  [/\b(?:forest|wood|jungle|trees?|fox|deer)s?\b/, 'forest'],
  [/\b(?:mountain|alp|peak|cliff|dragon|glacier)s?\b/, 'mountains'],
  [/\b(?:hill|meadow|field|village|garden|valley)s?\b/, 'hills'],
]

const seasons: readonly (readonly [RegExp, Season])[] = [
  [/\b(?:snow|snowy|winter|ice|frozen|glacier)\b/, 'winter'],
  [/\b(?:autumn|fall|october|harvest)\b/, 'autumn'],
  [/\b(?:spring|blossom|cherry|sakura|flowers?)\b/, 'spring'],
  [/\bsummer\b/, 'summer'],
]

const accents: readonly (readonly [RegExp, number])[] = [
  [/\b(?:red|crimson|scarlet|ruby)\b/, 2],
  [/\b(?:orange|amber|copper)\b/, 26],
  [/\b(?:yellow|golden|gold)\b/, 46],
  [/\b(?:green|emerald)\b/, 130],
  [/\b(?:teal|turquoise|cyan)\b/, 180],
  [/\b(?:blue|azure|sapphire)\b/, 214],
  [/\b(?:purple|violet|lavender)\b/, 272],
  [/\b(?:pink|magenta|rose)\b/, 328],
]

const firstMatch = <T>(text: string, table: readonly (readonly [RegExp, T])[]): T | undefined =>
  table.find(([pattern]) => pattern.test(text))?.[1]

/** Whether the prompt names a thing that the negative prompt does not. */
const has = (pattern: RegExp, prompt: string, negative: string): boolean =>
  pattern.test(prompt) && !pattern.test(negative)

const styleOf = (subject: Idea): { isInk: boolean; isMonochrome: boolean } => {
  const words = `${subject.prompt} ${subject.loras
    .filter(({ strength }) => strength > 0.3)
    .map(({ name }) => name)
    .join(' ')}`.toLowerCase()
  return {
    isInk: /\b(?:ink|sketch|drawing|woodcut|manga|comic|lineart)\b/.test(words),
    isMonochrome: /\b(?:monochrome|black and white|noir|b&w|greyscale|grayscale)\b/.test(words),
  }
}

/** Reads a prompt; the seed decides whatever the prompt leaves open. */
export const readMood = (subject: Idea): { mood: Mood; random: Random } => {
  const prompt = subject.prompt.toLowerCase()
  const negative = subject.negative.toLowerCase()
  const { seed, checkpoint, index } = subject
  const loras = subject.loras.map(({ name, strength }) => [name, strength])
  const random = createRandom(JSON.stringify([prompt, negative, seed, checkpoint, index, loras]))
  const light = firstMatch(prompt, lights) ?? random.pick(['dawn', 'day', 'sunset', 'night', 'day'])
  const ground = firstMatch(prompt, grounds) ?? random.pick(['hills', 'mountains', 'sea', 'forest'])
  const season =
    firstMatch(prompt, seasons) ?? random.pick(['summer', 'summer', 'spring', 'autumn'])
  const wantsWater = /\b(?:lake|river|water|reflection|pond|harbou?r|sea|ocean|beach|boat|ship)s?\b/
  return {
    random,
    mood: {
      light,
      ground,
      season,
      hasWater: has(wantsWater, prompt, negative) || ground === 'sea' || random.next() < 0.25,
      hasTrees: ground !== 'desert' && ground !== 'sea' && !/\btrees?\b/.test(negative),
      hasBirds:
        has(/\b(?:bird|gull|dragon|crow|raven)s?\b/, prompt, negative) || random.next() < 0.4,
      hasFigure: has(
        /\b(?:person|man|woman|girl|boy|portrait|astronaut|knight|wizard|hero|traveller|fox|cat|dog|samurai|robot|child|detective)s?\b/,
        prompt,
        negative,
      ),
      hasHouse: has(
        /\b(?:house|cottage|cabin|hut|village|castle|lighthouse|farm)s?\b/,
        prompt,
        negative,
      ),
      hasBoat: has(/\b(?:boat|ship|sail|harbou?r|yacht)s?\b/, prompt, negative),
      accent: firstMatch(prompt, accents),
      vividness: Math.min(1, 0.55 + subject.cfg / 25),
      ...styleOf(subject),
    },
  }
}
