import type { GraphNode, Link, LinkValue } from './graph.ts'
import { remembered } from './remembered.ts'

export type Role = 'positive' | 'negative'

const negative = /(?:^|_)(?:neg|negative|uncond|unconditional)(?:_|\d|$)|^empty_cond/i
const positive = /(?:^|_)(?:pos|positive)(?:_|\d|$)/i
const neutral = /^cond|_cond(?:itioning)?(?:_|\d|$)/i
/** Inputs that carry many things in one link: pipes, rgthree's contexts, the tuples of the Efficient nodes. */
const bundle = /pipe|tuple|context|(?:^|_)ctx(?:_|$)/i
/** Values that go with a conditioning and are none. */
const setting = /mode|strength|weight|type|start|end|percent|scale|cfg|average|size|steps?$/i

/** The side of an input that takes a conditioning; `either` where its name leaves that open. */
export const polarityOf: (key: string) => Role | 'either' | undefined = remembered((key) => {
  if (setting.test(key)) return undefined
  if (negative.test(key)) return 'negative'
  if (positive.test(key)) return 'positive'
  return neutral.test(key) ? 'either' : undefined
})

export const isBundle: (key: string) => boolean = remembered((key) => bundle.test(key))

/** The links that carry the conditioning for a role, the surest name first. */
export function conditioningLinks(node: GraphNode, role: Role): readonly Link[] {
  const exact = node.links.filter(({ key }) => key === role)
  if (exact.length > 0) return exact
  const own = node.links.filter(({ key }) => polarityOf(key) === role)
  if (own.length > 0) return own
  return role === 'positive' ? node.links.filter(({ key }) => polarityOf(key) === 'either') : []
}

/**
 * The side on which an output lies. A node with both a positive and a negative hands them on in this order: as its first
 * two outputs, or as its second and third where it hands on a model as well.
 */
export function roleOfOutput(node: GraphNode, [, slot]: LinkValue, role: Role): Role {
  const sides = new Set(node.links.map(({ key }) => polarityOf(key)))
  if (!sides.has('positive') || !sides.has('negative')) return role
  const first = node.links.some(({ key }) => key === 'model') ? 1 : 0
  if (slot === first) return 'positive'
  return slot === first + 1 ? 'negative' : role
}
