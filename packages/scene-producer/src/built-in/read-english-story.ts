import { shortened } from '../shared/text.ts'
import { findCharacters } from './find-characters.ts'
import {
  abstractions,
  animals,
  beingEnding,
  beings,
  found,
  moods,
  places,
  times,
  vaguePlaces,
  weathers,
  worlds,
} from './lexicon.ts'
import { hasNarrator, narrator } from './narrator.ts'
import { type NounPhrase, nounPhrases } from './noun-phrases.ts'
import { resolveSubject, type Speaking } from './resolve-subject.ts'
import { splitBeats } from './split-beats.ts'
import type { Beat, Character, Story } from './story.ts'
import { hasTag, type Term, tagEnglish, textOf } from './tag-english.ts'

/** The state that carries over from one beat to the next until the story changes it. */
interface Thread extends Speaking {
  readonly place: string
  readonly time: string
  readonly weather: string
}

export async function readEnglishStory(text: string): Promise<Story> {
  const tagged = await tagEnglish(text.replaceAll(listMark, ''))
  const others = findCharacters(tagged)
  const characters = hasNarrator(text) ? [narrator, ...others] : others
  let thread: Thread = { characters, met: [], subject: '', place: '', time: '', weather: '' }
  const beats = splitBeats(tagged).map((terms) => {
    const next = readBeat(terms, thread)
    thread = next.thread
    return next.beat
  })
  const all = tagged.map((sentence) => sentence.flat())
  const opening = characters.length === 0 ? shortened(beats[0]?.text ?? '', 120) : ''
  const setting = settingOf(all, text) || opening.replace(/[.!?]+$/, '')
  return {
    characters: byPresence(characters, beats),
    setting,
    atmosphere: atmosphereOf(text),
    beats,
  }
}

/** A list mark such as "1." at the beginning of a line. */
const listMark = /^[ \t]*(?:\d{1,2}[.)]|[-*•])[ \t]+/gm

function byPresence(
  characters: readonly Character[],
  beats: readonly Beat[],
): readonly Character[] {
  const presence = (one: Character): number =>
    beats.filter((beat) => beat.characters.includes(one)).length
  const first = (one: Character): number => beats.findIndex((beat) => beat.characters.includes(one))
  return characters.toSorted((a, b) => presence(b) - presence(a) || first(a) - first(b))
}

function readBeat(terms: readonly Term[], thread: Thread): { beat: Beat; thread: Thread } {
  const resolved = resolveSubject(terms, thread)
  const raw = textOf(terms)
  const present = charactersIn(`${resolved.text} ${raw}`, thread.characters)
  const [time = ''] = found(raw, times)
  const [weather = ''] = found(raw, weathers)
  const place = placesIn(terms)[0] ?? thread.place
  const goesOn = place === thread.place && (time === '' || time === thread.time)
  const next: Thread = {
    characters: thread.characters,
    met: [...thread.met.filter((one) => !present.includes(one)), ...present],
    subject: resolved.subject,
    place,
    time: time || thread.time,
    weather: weather || (goesOn ? thread.weather : ''),
  }
  const light = [next.time, next.weather].filter((words) => words !== '').join(', ')
  const beat: Beat = {
    text: resolved.text,
    characters: present,
    people: peopleIn(raw, present),
    place: next.place,
    light,
    objects: objectsIn(terms),
  }
  return { beat, thread: next }
}

const somebody =
  /\b(?:i|we|you|he|she|they|him|her|his|them|their|people|crowds?|child(?:ren)?|men|women|famil(?:y|ies)|army|every(?:one|body)|some(?:one|body)|no(?:body| one))\b/i

function peopleIn(text: string, present: readonly Character[]): Beat['people'] {
  if (present.length > 0) return 'some'
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const isPlural = words
    .map((word) => word.replace(/s$/, ''))
    .some((word) => beings.has(word) && !animals.has(word))
  return isPlural || somebody.test(text) ? 'unknown' : 'none'
}

function charactersIn(text: string, characters: readonly Character[]): readonly Character[] {
  const words = new Set(text.toLowerCase().match(/[\p{L}'-]+/gu) ?? [])
  // A possessive shows its owner only for a name: Max's hand shows Max, the merchant's daughter not the merchant.
  return characters.filter(({ label, words: own }) =>
    own.some((word) => words.has(word) || (!label.startsWith('the ') && words.has(`${word}'s`))),
  )
}

/** The places in a clause: nouns after "in", "through", "at" and similar words. */
function placesIn(terms: readonly Term[]): readonly string[] {
  const isPlace = ({ head, isPlace: known, start }: NounPhrase): boolean =>
    known || (places.has(head) && hasTag(terms[start - 1], 'Preposition') && !isOwned(terms, start))
  return nounPhrases(terms)
    .filter((phrase) => phrase.name === '' && isPlace(phrase) && !vaguePlaces.has(phrase.head))
    .map(({ text }) => text)
}

/** Whether a noun belongs to another: "a map of the sky" is not in the sky, "the edge of a forest" is there. */
const isOwned = (terms: readonly Term[], start: number): boolean =>
  /^of$/i.test(terms[start - 1]?.text ?? '') &&
  !/^(?:edge|middle|heart|cent(?:er|re)|top|bottom|end|back|front|outskirts|alleys|streets)$/i.test(
    terms[start - 2]?.text ?? '',
  )

function settingOf(sentences: readonly (readonly Term[])[], text: string): string {
  const names = [...new Set(sentences.flatMap(placesIn))]
  const [world = ''] = found(text, worlds)
  return [...new Set([...names.slice(0, 2), world])].filter((part) => part !== '').join(', ')
}

function atmosphereOf(text: string): string {
  const feelings = found(text, moods).slice(0, 3)
  return feelings.length === 0 ? '' : `${feelings.join(', ')} atmosphere`
}

function objectsIn(terms: readonly Term[]): readonly string[] {
  const isThing = ({ text, head, name, isPlace }: NounPhrase): boolean =>
    name === '' &&
    !isPlace &&
    head.length > 2 &&
    !beings.has(head) &&
    !beingEnding.test(head) &&
    !abstractions.has(head) &&
    !places.has(head) &&
    found(text, times).length === 0
  // Whether a noun is reliable: a bare plural at the start of a clause is often a misread verb.
  const isClear = ({ text, head, determiner, start }: NounPhrase): boolean =>
    determiner !== '' || text.toLowerCase() !== head || start > 0
  return [
    ...new Set(
      nounPhrases(terms)
        .filter((phrase) => isThing(phrase) && isClear(phrase))
        .map(({ text }) => text),
    ),
  ]
}
