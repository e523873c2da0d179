import type { GraphNode, Link } from './graph.ts'
import { isBundle, polarityOf } from './polarity.ts'
import { remembered } from './remembered.ts'
import { branchesOf } from './switches.ts'
import { isStage, type Walk } from './walk.ts'

const latent = /^(?:latents?|samples?)(?:_|\d|$)|_(?:latents?|samples)(?:_|\d|$)|^stage_/i
const picture =
  /image|pixels|frames?(?:_|\d|$)|video|picture|^(?:destination|source|base|background|input|any|value|output)(?:_|\d|$)|^$/i
/** Pictures that guide and do not become the picture, and everything that is no picture at all. */
const aside =
  /control|reference|(?:^|_)ref(?:_|\d|$)|style|clip|vision|mask|depth|pose|canny|guide|ip_?adapter|insight|face_?id|^(?:model|vae|noise|sigmas|sampler|seed|steps|cfg|width|height|text|prompt|positive|negative|audio|fps|frame_rate|mode)(?:_|\d|$)|_model$|lora/i

const isLatent = remembered((key) => latent.test(key))
const isPicture = remembered((key) => picture.test(key))
const isAside = remembered((key) => aside.test(key) || polarityOf(key) !== undefined)

type Mode = 'picture' | 'conditioning'

interface Step {
  readonly node: GraphNode
  readonly mode: Mode
  readonly distance: number
}

/**
 * The nodes by way of which the picture itself came, nearest first, with their distances. A picture that enters a
 * conditioning (ControlNet, IPAdapter, a reference, a style) is not on this way; only a latent that a conditioning hands on
 * is, as from stage C to stage B of Stable Cascade. It is not followed beyond a node at which `isEnd` says so.
 */
export function latentWay(
  walk: Walk,
  start: GraphNode,
  isEnd: (node: GraphNode) => boolean = () => false,
): ReadonlyMap<string, number> {
  const distances = new Map<string, number>()
  const seen = new Set([`picture ${start.id}`])
  const queue: Step[] = [{ node: start, mode: 'picture', distance: 0 }]
  for (let index = 0; index < queue.length; index++) {
    const step = queue[index]
    if (step === undefined || !walk.budget.takeEdges(step.node.links.length)) break
    const isNew = step.mode === 'picture' && !distances.has(step.node.id)
    if (isNew) distances.set(step.node.id, step.distance)
    if (isNew && isEnd(step.node)) break
    for (const next of nextSteps(walk, step)) {
      const key = `${next.mode} ${next.node.id}`
      if (!seen.has(key)) queue.push(next)
      seen.add(key)
    }
  }
  return distances
}

function nextSteps(walk: Walk, { node, mode, distance }: Step): readonly Step[] {
  const steps: Step[] = []
  const add = (link: Link, next: Mode): void => {
    const source = walk.peek(link)
    if (source !== undefined) steps.push({ node: source, mode: next, distance: distance + 1 })
  }
  const branches = branchesOf(walk, node)?.keys
  if (branches !== undefined) {
    for (const link of node.links) if (branches.includes(link.key)) add(link, mode)
    return steps
  }
  if (mode === 'picture') for (const link of pictureLinks(node)) add(link, 'picture')
  if (walk.hasStages) addConditionings(node, add)
  return steps
}

/** Goes along the conditioning, too, in search of a latent that it hands on. */
function addConditionings(node: GraphNode, add: (link: Link, mode: Mode) => void): void {
  for (const link of node.links) {
    if (isStage(link.key)) add(link, 'picture')
    else if (polarityOf(link.key) !== undefined || link.key === 'guider' || node.links.length === 1)
      add(link, 'conditioning')
  }
}

/** The links that bring the picture: latents before pictures before anything that might be one; and what carries all. */
function pictureLinks(node: GraphNode): readonly Link[] {
  const links = node.links.filter(({ key }) => !isAside(key))
  const bundles = links.filter(({ key }) => isBundle(key))
  for (const kind of [isLatent, isPicture]) {
    const own = links.filter(({ key }) => kind(key) && !isBundle(key))
    if (own.length > 0) return [...own, ...bundles]
  }
  return bundles.length > 0 || links.length > 0 ? links : node.links.length === 1 ? node.links : []
}
