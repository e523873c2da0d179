import type { SceneFrame } from '../scene-producer.ts'
import type { Shot, ShotKind, Style } from '../shared/style.ts'
import { asSentence, joinSentences, joinTags } from '../shared/text.ts'
import type { FramePlan } from './plan-frames.ts'
import { withoutSpeech } from './spoken.ts'
import type { Beat, Character } from './story.ts'
import { subjectTags } from './subject-tags.ts'

/** Puts a plan into the words of a style. */
export function writeFrame(
  plan: FramePlan,
  { style, shared }: { style: Style; shared: readonly Character[] },
): Omit<SceneFrame, 'frameNumber'> {
  const shot = shotOf(plan, style)
  return {
    prompt: style.form === 'tags' ? inTags(plan, style, shared) : inSentences(plan, style, shared),
    description: `${asSentence(plan.beat.text)} ${asSentence(lookOf(plan))}`,
    shotType: shot.type,
  }
}

function inTags(plan: FramePlan, style: Style, shared: readonly Character[]): string {
  const { beat, stage } = plan
  return joinTags([
    style.id === 'illustrious' ? countOf(beat, shared) : '',
    shotOf(plan, style).words,
    focusOf(plan),
    sceneOf(plan, shared),
    ...others(plan, shared).map(({ description }) => style.look?.(description) ?? description),
    placeOf(plan),
    beat.light || stage.light,
    stage.mood,
    variationOf(plan, style),
  ])
}

function inSentences(plan: FramePlan, style: Style, shared: readonly Character[]): string {
  const { beat, stage } = plan
  const focus = focusOf(plan).replace(/^(detail of|looking at) /, '$1 the ')
  const told = sceneOf(plan, shared)
  const scene = focus === '' ? told : `${focus}, as ${told}`
  const place = [placeOf(plan), beat.light || stage.light].filter((part) => part !== '')
  return joinSentences([
    `${shotOf(plan, style).words}: ${scene}`,
    ...others(plan, shared).map(asStatement),
    `${place.join(', ')} and a mood of ${stage.mood}`,
    variationOf(plan, style),
  ])
}

const shotOf = ({ shot, beat }: FramePlan, { shots, withoutPeople }: Style): Shot =>
  (beat.people === 'none' ? withoutPeople[shot] : undefined) ?? shots[shot]

/** The scene without the descriptions that the prefix has already. */
const sceneOf = ({ beat }: FramePlan, shared: readonly Character[]): string =>
  shared
    .filter(({ label, description }) => label !== description)
    .reduce(
      (text, { description }) => text.replace(`, ${description},`, ''),
      bare(withoutSpeech(beat.text)),
    )

/** Characters of this frame that neither the frame nor the common prefix describes. */
const others = ({ beat }: FramePlan, shared: readonly Character[]): readonly Character[] =>
  beat.characters.filter((one) => !shared.includes(one) && !hasAllWords(beat.text, one.description))

/** Whether a text has all words of a description; "the wounded dragon" has those of "a wounded dragon". */
function hasAllWords(text: string, description: string): boolean {
  const said = new Set(wordsIn(text))
  return wordsIn(description).every((word) => said.has(word))
}

const wordsIn = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? []).filter((word) => !/^(?:an?|the)$/.test(word))

/** The character as a sentence: "Kibo is a robot friend", or "A woman in a red dress". */
const asStatement = ({ label, description }: Character): string =>
  label.startsWith('the ') || label === description ? description : `${label} is ${description}`

/** The place, unless the beat's text names it. */
const placeOf = ({ beat: { text, place } }: FramePlan): string =>
  text.toLowerCase().includes(place.toLowerCase()) ? '' : place

/** The count tags; left out of frames without people when a shared character is a person, lest they say "no humans". */
const countOf = (beat: Beat, shared: readonly Character[]): string =>
  beat.characters.every(({ kind }) => kind === 'animal') &&
  shared.some(({ kind }) => kind !== 'animal')
    ? ''
    : subjectTags(beat)

function focusOf({ shot, object, stage, beat }: FramePlan): string {
  const [first] = beat.characters
  if (shot === 'detail' && object !== '') return `detail of ${object}`
  if (shot === 'pointOfView' && object !== '') return `looking at ${object}`
  return shot === 'closeUp' && first !== undefined ? `${stage.expression} on ${first.label}` : ''
}

const looks: Readonly<Record<ShotKind, string>> = {
  establishing: 'the place as a whole',
  action: 'in the middle of it',
  closeUp: 'a face, close',
  lowAngle: 'from below',
  overShoulder: 'over a shoulder',
  wideAction: 'in full, from some way off',
  detail: 'a telling detail',
  profile: 'from the side',
  highAngle: 'from high above',
  fromBehind: 'from behind',
  silhouette: 'as a silhouette',
  pointOfView: 'with the eyes of the one it happens to',
}

const takes = ['', ', another take', ', a third take', ', a fourth take', ', a fifth take'] as const

/** The frame's description for people: "Rising action: from below, another take." */
function lookOf({ stage, shot, variation }: FramePlan): string {
  const take = takes[variation] ?? `, take ${variation + 1}`
  return `${stage.name}: ${looks[shot]}${take}`
}

const variationOf = ({ variation }: FramePlan, { variations }: Style): string =>
  variation === 0 ? '' : (variations[(variation - 1) % variations.length] ?? '')

/** The text without characters that have a meaning in prompts. */
const bare = (text: string): string =>
  withoutEmoji(text)
    .replaceAll(/[()[\]{}<>"“”„«»]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s.,;:!?…。，、；：！？–—-]+$/u, '')
    .trim()

/** Removes emoji from a text that has letters too. */
const withoutEmoji = (text: string): string =>
  /\p{L}/u.test(text) ? text.replaceAll(/\p{RGI_Emoji}|\p{Extended_Pictographic}/gv, '') : text
