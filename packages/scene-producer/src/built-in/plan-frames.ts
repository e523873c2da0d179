import type { ShotKind } from '../shared/style.ts'
import type { Arc, Stage } from './arcs.ts'
import { stageAt } from './choose-arc.ts'
import type { Beat, Story } from './story.ts'

/** The content and the shot of one frame. */
export interface FramePlan {
  readonly beat: Beat
  readonly stage: Stage
  readonly shot: ShotKind
  /** 0 for the first view of this moment from this side, then 1, 2, … */
  readonly variation: number
  /** The object of the beat to show, for shots that show one. */
  readonly object: string
}

/** The order of the shots, as in a film: no two neighbours are alike. */
const rhythm: readonly ShotKind[] = [
  'establishing',
  'action',
  'closeUp',
  'lowAngle',
  'overShoulder',
  'wideAction',
  'detail',
  'profile',
  'highAngle',
  'fromBehind',
  'silhouette',
  'pointOfView',
]

/** The shots that need no person. */
const landscape: readonly ShotKind[] = [
  'establishing',
  'action',
  'lowAngle',
  'wideAction',
  'detail',
  'highAngle',
  'silhouette',
]

/**
 * Spreads the beats evenly over the frames. With fewer frames than beats each frame takes the richest beat of its
 * share, while the first and the last beat stay; with more frames a beat is seen several times, each time differently.
 */
export function planFrames(
  { beats }: Story,
  { frameCount, arc }: { frameCount: number; arc: Arc },
): readonly FramePlan[] {
  const seen = new Map<string, Set<string>>()
  let previous: ShotKind | undefined
  return Array.from({ length: frameCount }, (_, index) => {
    const beat = beatFor(beats, index, frameCount)
    const used = seen.get(beat.text) ?? new Set()
    seen.set(beat.text, used)
    const kinds = beat.people === 'none' ? landscape : rhythm
    const start = previous === undefined ? 0 : kinds.indexOf(previous) + 1
    const { shot, variation } = freshLook([...kinds.slice(start), ...kinds.slice(0, start)], used)
    previous = shot
    const object = beat.objects[(index + variation) % Math.max(1, beat.objects.length)] ?? ''
    return { beat, stage: stageOf(arc, index, frameCount), shot, variation, object }
  })
}

/** The arc's stage at the middle of a frame's stretch; the first and the last frame take the arc's ends. */
function stageOf(arc: Arc, index: number, frameCount: number): Stage {
  if (index === 0) return stageAt(arc, 0)
  return stageAt(arc, index === frameCount - 1 ? 1 : (index + 0.5) / frameCount)
}

function beatFor(beats: readonly Beat[], index: number, frameCount: number): Beat {
  const start = Math.floor((index * beats.length) / frameCount)
  const end = Math.max(start + 1, Math.floor(((index + 1) * beats.length) / frameCount))
  const share = beats.slice(start, end)
  const isEdge = index === 0 || index === frameCount - 1
  const chosen = isEdge
    ? share.at(index === 0 ? 0 : -1)
    : share.toSorted((a, b) => richness(b) - richness(a))[0]
  return chosen ?? nothing
}

const nothing: Beat = {
  text: '',
  characters: [],
  people: 'unknown',
  place: '',
  light: '',
  objects: [],
}

const richness = ({ characters, objects, text }: Beat): number =>
  characters.length * 3 + objects.length * 2 + text.length / 100

/** The first side not yet used for this moment; once all are used, a side again with a variation. */
function freshLook(
  kinds: readonly ShotKind[],
  used: Set<string>,
): { shot: ShotKind; variation: number } {
  for (let variation = 0; ; variation++) {
    const shot = kinds.find((kind) => !used.has(`${kind} ${variation}`))
    if (shot === undefined) continue
    used.add(`${shot} ${variation}`)
    return { shot, variation }
  }
}
