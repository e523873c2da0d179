import { readInfotext } from './infotext.ts'

/** Where pictures carry how A1111 made them; a JPEG has it in its EXIF block. */
const keywords = ['parameters', 'UserComment', 'ExifUserComment'] as const

const looksTold = (text: string): boolean => /^Steps: \d|^Negative prompt:/m.test(text)

/** What A1111 adds to what a text says, for settings that it does not. */
const usual: Readonly<Record<string, string>> = { 'Clip skip': '1', 'Schedule type': 'Automatic' }

/** The fields of a text as A1111 tells them: a size as its two sides. */
function toParameters(text: string): Readonly<Record<string, string>> {
  const { prompt, negativePrompt, settings } = readInfotext(text)
  const entries = [...settings].flatMap(([key, value]) => {
    const [, wide, high] = /^(\d+)x(\d+)$/.exec(value) ?? []
    return wide === undefined || high === undefined
      ? [[key, value]]
      : [
          [`${key}-1`, wide],
          [`${key}-2`, high],
        ]
  })
  return {
    ...usual,
    Prompt: prompt,
    'Negative prompt': negativePrompt,
    ...Object.fromEntries(entries),
  }
}

/** What `png-info` answers about a picture that carries these texts. */
export function toPngInfo(texts: Readonly<Record<string, string>>) {
  const key = keywords.find(
    (word) => texts[word] !== undefined && (word === 'parameters' || looksTold(texts[word])),
  )
  const info = key === undefined ? '' : (texts[key] ?? '')
  const items = Object.entries(texts).filter(([word]) => word !== key)
  return {
    info,
    items: Object.fromEntries(items),
    parameters: info === '' ? {} : toParameters(info),
  }
}
