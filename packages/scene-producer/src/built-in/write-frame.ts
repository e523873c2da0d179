import type { SceneFrame } from '../scene-producer.ts'
import type { Shot, ShotKind, Style } from '../shared/style.ts'
import { asSentence, joinSentences, joinTags } from '../shared/text.ts'
import type { FramePlan } from './plan-frames.ts'
import type { Character } from './story.ts'
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
    style.id === 'illustrious' ? subjectTags(beat) : '',
    shotOf(plan, style).words,
    focusOf(plan),
    sceneOf(plan, shared),
    ...others(plan, shared),
    beat.place,
    beat.light || stage.light,
    stage.mood,
    variationOf(plan, style),
  ])
}

function inSentences(plan: FramePlan, style: Style, shared: readonly Character[]): string {
  const { beat, stage } = plan
  const focus = focusOf(plan)
  const told = sceneOf(plan, shared)
  const scene = focus === '' ? told : `${focus}, as ${withSmallArticle(told)}`
  const place = [beat.place, beat.light || stage.light, stage.mood].filter((part) => part !== '')
  return joinSentences([
    `${shotOf(plan, style).words}: ${scene}`,
    others(plan, shared).join('; '),
    place.join(', '),
    variationOf(plan, style),
  ])
}

const shotOf = ({ shot, beat }: FramePlan, { shots, withoutPeople }: Style): Shot =>
  (beat.people === 'none' ? withoutPeople[shot] : undefined) ?? shots[shot]

/** What the prefix says of somebody already is not said again. */
const sceneOf = ({ beat }: FramePlan, shared: readonly Character[]): string =>
  shared.reduce((text, { description }) => text.replace(`, ${description},`, ''), bare(beat.text))

/** Those who come up in this frame and are described neither in it nor in the prefix of all frames. */
const others = ({ beat }: FramePlan, shared: readonly Character[]): readonly string[] =>
  beat.characters
    .filter((one) => !shared.includes(one) && !beat.text.includes(one.description))
    .map(({ description }) => description)

function focusOf({ shot, object, stage, beat }: FramePlan): string {
  const [first] = beat.characters
  if (shot === 'detail' && object !== '') return `detail of ${object}`
  if (shot === 'pointOfView' && object !== '') return `looking at ${object}`
  return shot === 'closeUp' && first !== undefined ? `${stage.expression} on ${first.label}` : ''
}

const withSmallArticle = (text: string): string =>
  text.replace(/^(?:An?|The|One|At|In|On)\b/, (word) => word.toLowerCase())

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

/** For people: "Rising action: from below, another take." */
function lookOf({ stage, shot, variation }: FramePlan): string {
  const take = takes[variation] ?? `, take ${variation + 1}`
  return `${stage.name}: ${looks[shot]}${take}`
}

const variationOf = ({ variation }: FramePlan, { variations }: Style): string =>
  variation === 0 ? '' : (variations[(variation - 1) % variations.length] ?? '')

/** Without the full stop, quotation marks and brackets, which mean something to prompt parsers. */
const bare = (text: string): string =>
  text
    .replaceAll(/[()[\]{}<>"“”„«»]/g, '')
    .replace(/[\s.,;:!?…。，、；：！？–—-]+$/u, '')
    .trim()
