/** Height of letters in units; y grows downwards from the top of a capital. */
const capitalHeight = 14
const spacing = 3.6
const spaceWidth = 5

/** Width and centre line (an SVG path) of each glyph, drawn with a round pen: docs/decisions/0042. */
const glyphs: Readonly<Record<string, readonly [number, string]>> = {
  '0': [8, 'M4 0C1.5 0 0 2.8 0 7s1.5 7 4 7 4-2.8 4-7-1.5-7-4-7z'],
  '1': [4, 'M0 2.6L3.6 0V14'],
  '2': [8, 'M.2 3.8C.2 1.5 1.8 0 4 0s3.8 1.5 3.8 3.7C7.8 6.8 3.8 9.2 0 14H8'],
  '3': [
    8,
    'M.2 1.9C1 .7 2.3 0 4 0c2.2 0 3.7 1.3 3.7 3.3S6.2 6.6 3 6.6c3.4 0 5 1.5 5 3.7S6.3 14 4 14c-1.9 0-3.3-.8-4-2.1',
  ],
  '4': [8.5, 'M6.2 14V0L0 10H8.5'],
  '5': [
    8,
    'M7.3 0H1.2L.6 6.3C1.4 5.6 2.5 5.2 3.8 5.2 6.3 5.2 8 7 8 9.5S6.3 14 3.8 14C2.1 14 .8 13.3 0 12',
  ],
  '6': [
    8,
    'M7.2 1.3C6.5.5 5.5 0 4.4 0 1.6 0 0 3 0 7.5 0 11.8 1.6 14 4 14s4-1.8 4-4.4-1.7-4.2-3.9-4.2C2.2 5.4.6 6.6 0 8.6',
  ],
  '7': [8, 'M0 0H8L3 14'],
  '8': [
    8,
    'M4 6.6C1.9 6.6.5 5.3.5 3.3S1.9 0 4 0s3.5 1.3 3.5 3.3S6.1 6.6 4 6.6zC1.6 6.6 0 8 0 10.3S1.6 14 4 14s4-1.4 4-3.7-1.6-3.7-4-3.7z',
  ],
  '9': [
    8,
    'M.8 12.7C1.5 13.5 2.5 14 3.6 14 6.4 14 8 11 8 6.5 8 2.2 6.4 0 4 0S0 1.8 0 4.4s1.7 4.2 3.9 4.2C5.8 8.6 7.4 7.4 8 5.4',
  ],
  A: [9, 'M0 14L4.5 0 9 14M1.6 9.2H7.4'],
  B: [8, 'M4 6.6C6.2 6.6 7.4 5.3 7.4 3.3S6.2 0 4 0H0V14H4c2.6 0 4-1.4 4-3.7S6.6 6.6 4 6.6zH0'],
  C: [9, 'M9 2.5C8.1.9 6.6 0 4.9 0 2 0 0 2.8 0 7s2 7 4.9 7C6.6 14 8.1 13.1 9 11.5'],
  D: [9, 'M0 0H3.5C7 0 9 2.6 9 7s-2 7-5.5 7H0z'],
  E: [7, 'M7 0H0V14H7M0 6.6H6'],
  F: [7, 'M7 0H0V14M0 6.6H6'],
  G: [9.5, 'M9 2.5C8.1.9 6.6 0 4.9 0 2 0 0 2.8 0 7s2 7 4.9 7C7.8 14 9.4 12 9.4 7.8H5.4'],
  H: [8, 'M0 0V14M8 0V14M0 6.6H8'],
  I: [1, 'M.5 0V14'],
  J: [6, 'M6 0V10C6 12.6 4.9 14 3 14 1.5 14 .5 13.2 0 11.8'],
  K: [8, 'M0 0V14M7.6 0L0 8.4M2.9 5.4L8 14'],
  L: [6.5, 'M0 0V14H6.5'],
  M: [10, 'M0 14V0L5 9 10 0V14'],
  N: [8.5, 'M0 14V0L8.5 14V0'],
  O: [10, 'M5 0C2 0 0 2.8 0 7s2 7 5 7 5-2.8 5-7-2-7-5-7z'],
  P: [8, 'M0 14V0H4C6.6 0 8 1.4 8 3.8S6.6 7.6 4 7.6H0'],
  Q: [10, 'M5 0C2 0 0 2.8 0 7s2 7 5 7 5-2.8 5-7-2-7-5-7zM6.4 10.4L10 14.8'],
  R: [8, 'M0 14V0H4C6.6 0 8 1.4 8 3.8S6.6 7.6 4 7.6H0M4.2 7.6L8 14'],
  S: [
    8,
    'M7.6 2.4C6.9.9 5.6 0 4 0 1.8 0 .3 1.3.3 3.3.3 7.9 8 5.6 8 10.4 8 12.6 6.4 14 4 14 2.1 14 .7 13.1 0 11.5',
  ],
  T: [8, 'M0 0H8M4 0V14'],
  U: [8.5, 'M0 0V9C0 12.2 1.6 14 4.25 14S8.5 12.2 8.5 9V0'],
  V: [9, 'M0 0L4.5 14 9 0'],
  W: [13, 'M0 0L3.2 14 6.5 2 9.8 14 13 0'],
  X: [8, 'M0 0L8 14M8 0L0 14'],
  Y: [8, 'M0 0L4 7 8 0M4 7V14'],
  Z: [8, 'M0 0H8L0 14H8'],
  '-': [4, 'M0 7.5H4'],
  '.': [1, 'M.5 13.8V14'],
  ',': [1, 'M.8 13.4L0 16'],
  ':': [1, 'M.5 4.4V4.6M.5 13.4V13.6'],
  ';': [1, 'M.5 4.4V4.6M.8 13.4L0 16'],
  '!': [1, 'M.5 0V9.4M.5 13.8V14'],
  '?': [6.5, 'M0 2.6C.5.9 1.7 0 3.3 0 5.2 0 6.5 1.2 6.5 3 6.5 5.6 3.2 6 3.2 9.6M3.2 13.8V14'],
  "'": [1, 'M.5 0V3.4'],
  '"': [3, 'M0 0V3.4M3 0V3.4'],
  '/': [6, 'M0 15L6-1'],
  '(': [3, 'M3-1C1 1.2 0 3.8 0 7s1 5.8 3 8'],
  ')': [3, 'M0-1C2 1.2 3 3.8 3 7s-1 5.8-3 8'],
  '+': [7, 'M3.5 4V11M0 7.5H7'],
  '=': [7, 'M0 5.5H7M0 9.5H7'],
  '#': [9, 'M3.2 1L1.6 13M7.4 1L5.8 13M.6 4.9H9M0 9.1H8.4'],
  _: [7, 'M0 15.5H7'],
  '%': [
    9,
    'M9 0L0 14M2.2 0C.9 0 0 1.1 0 2.8s.9 2.8 2.2 2.8 2.2-1.1 2.2-2.8S3.5 0 2.2 0zM6.8 8.4c-1.3 0-2.2 1.1-2.2 2.8S5.5 14 6.8 14 9 12.9 9 11.2 8.1 8.4 6.8 8.4z',
  ],
  '&': [
    9,
    'M9 14L2 4.6C.8 2.8 1.8 0 4 0S6.8 3.2 4.6 4.9L2.7 6.2C1 7.4 0 8.6 0 10.5 0 12.6 1.5 14 3.7 14 6.3 14 8 12 8.6 8.5',
  ],
  '…': [7, 'M.5 13.8V14M3.5 13.8V14M6.5 13.8V14'],
}

const likeness: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '×': 'X',
  Æ: 'AE',
  Ø: 'O',
  Œ: 'OE',
  Ł: 'L',
}

/** Keeps the drawable part of a text: Latin capitals without accents, digits, some punctuation. */
function toGlyphs(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()
  const drawable = Array.from(plain, (character) => {
    const near = likeness[character] ?? character
    return near.length > 1 || near in glyphs ? near : ' '
  })
  return drawable.join('').replace(/\s+/g, ' ').trim()
}

const widthOf = (character: string) => (glyphs[character]?.[0] ?? spaceWidth) + spacing

const measure = (text: string) =>
  Math.max(
    0,
    Array.from(text).reduce((width, character) => width + widthOf(character), -spacing),
  )

/** Cuts the text to the width, with an ellipsis. */
function fit(text: string, width: number): string {
  if (measure(text) <= width) return text
  let kept = text
  while (kept !== '' && measure(`${kept}…`) > width) kept = kept.slice(0, -1).trimEnd()
  return kept === '' ? '' : `${kept}…`
}

export interface DrawnText {
  readonly svg: string
  readonly width: number
}

/** Draws text as an SVG group, its top left corner at (x, y), without any font. `height` is that of a capital. */
export function drawText(
  text: string,
  options: {
    readonly x: number
    readonly y: number
    readonly height: number
    readonly maxWidth: number
    readonly colour: string
    /** Width of the pen, in fourteenths of the height. Default 1.7. */
    readonly weight?: number
  },
): DrawnText {
  const { x, y, height, maxWidth, colour, weight = 1.7 } = options
  const scale = height / capitalHeight
  const shown = fit(toGlyphs(text), maxWidth / scale)
  let offset = 0
  const paths = Array.from(shown, (character) => {
    const path = glyphs[character]?.[1]
    const drawn =
      path === undefined ? '' : `<path transform="translate(${offset.toFixed(2)})" d="${path}"/>`
    offset += widthOf(character)
    return drawn
  })
  const svg = `<g transform="translate(${x} ${y}) scale(${scale})" fill="none" stroke="${colour}" stroke-width="${weight}" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g>`
  return { svg, width: measure(shown) * scale }
}
