import { shortened } from '../shared/text.ts'
import type { Beat, Story } from './story.ts'

/**
 * Reads a story in any language by its punctuation alone. The opening serves as the setting of all frames; names are
 * capitalised words that appear more than once.
 */
export function readPlainStory(text: string): Story {
  const texts = sentencesOf(text).flatMap((one) => (isLong(one) ? partsOf(one) : [one]))
  const characters = namesIn(text).map((name) => ({
    label: name,
    description: name,
    kind: 'person' as const,
    words: [name.toLowerCase()],
  }))
  const beats = texts.map(
    (beat): Beat => ({
      text: beat,
      characters: characters.filter(({ label }) => beat.includes(label)),
      people: 'unknown',
      place: '',
      light: '',
      objects: [],
    }),
  )
  const setting = shortened(openingOf(texts[0] ?? text), 120)
  return { characters, setting, atmosphere: '', beats }
}

function sentencesOf(text: string): readonly string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' })
  const sentences = [...segmenter.segment(text)].map(({ segment }) => segment.trim())
  return sentences.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
}

/** Only a sentence too long for one picture is cut, since clauses cannot be told from lists without grammar. */
const isLong = (sentence: string): boolean => sentence.length > shortest(sentence) * 10

/** The part before the first comma, which gives time and place unless it is as short as "long ago". */
function openingOf(sentence: string): string {
  const [opening = ''] = sentence.split(/[,;:،؛，、；：—–]/u)
  return withoutEnd(opening.length < shortest(opening) ? sentence : opening)
}

/** The shortest useful length; scripts without spaces say more per character. */
const shortest = (text: string): number =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text) ? 5 : 16

function partsOf(sentence: string): readonly string[] {
  const parts: string[] = []
  for (const piece of sentence.match(/[^,;:،؛，、；：—–]+[,;:،؛，、；：—–]*/gu) ?? []) {
    const last = parts.at(-1)
    const tooShort = piece.length < shortest(piece) || (last ?? '').length < shortest(last ?? '')
    if (last !== undefined && tooShort) parts[parts.length - 1] = last + piece
    else parts.push(piece)
  }
  return parts.map((part) => part.trim().replace(/[,;:،؛，、；：—–]+$/u, ''))
}

const withoutEnd = (text: string): string => text.replace(/[\s.,;:!?…。，、；：！？]+$/u, '')

/** The names in a text; in a language that capitalises every noun, capitals show nothing. */
function namesIn(text: string): readonly string[] {
  const words = text.match(/\p{L}[\p{L}'’-]*/gu) ?? []
  const inside = text.match(/(?<=[\p{Ll},;]\s+)\p{Lu}[\p{L}'’-]+/gu) ?? []
  if (inside.length > words.length / 8) return []
  const counts = Map.groupBy(inside, (name) => name)
  return [...counts.keys()].filter((name) => words.filter((word) => word === name).length >= 2)
}
