import type { Json } from '@darkroom/foundation'
import { encoderTexts, isEncoder } from './encoder.ts'
import { type GraphNode, input, isLink, type Link, type LinkValue } from './graph.ts'
import { isTextNode, nodeText, roleKeys } from './node-text.ts'
import { conditioningLinks, isBundle, type Role, roleOfOutput } from './polarity.ts'
import { resolveNumber } from './resolve.ts'
import { branchesOf } from './switches.ts'
import { depthLimit, type Walk } from './walk.ts'

/** The texts of a conditioning in order, with Flux-style guidance found on the way. */
export interface Conditioning {
  readonly texts: readonly string[]
  readonly guidance: number | undefined
  /** Whether an encoder was reached; then missing text is an empty text, not an unknown one. */
  readonly known: boolean
  /** Whether a switch on the way was set by what is not in the file. */
  readonly unsure: boolean
}

/** Inputs that lead to a conditioning or its text in nodes that name neither side. */
const towards = /cond|prompt|text|embed|encod|region|input|value|any|^$|output|signal|\*/i
/** Inputs that never do, whatever their name has in it. */
const away =
  /^(?:clip|vae|model|control_net|style_model|noise|sigmas|sampler|mask|seed|steps|cfg)(?:_?\d+)?$|clip_vision|image|pixels|latent|samples|mask|ind(?:ex|ices)|width|height|_model$/i
/** Inputs that may hold a text itself, where a sampler encodes it. */
const textInput = /pos|neg|prompt|text|cond/i

/**
 * Collects from a sampler, a guider, or the node that encodes for one. `foreign` are the texts of the other side, which a
 * second condition may have come from (DualCFGGuider's `cond2`).
 */
export function readConditioning(
  walk: Walk,
  owner: GraphNode,
  role: Role,
  foreign: readonly string[] = [],
): Conditioning {
  const collector = new Collector(walk, foreign)
  collector.node(owner, role, { depth: 0, key: role })
  return {
    texts: [...collector.texts],
    guidance: collector.guidance,
    known: collector.known,
    unsure: collector.unsure,
  }
}

interface Way {
  readonly depth: number
  /** The input by which the node was reached. */
  readonly key: string
}

class Collector {
  readonly texts: Set<string> = new Set()
  guidance: number | undefined
  known = false
  unsure = false
  readonly #walk: Walk
  readonly #foreign: readonly string[]
  readonly #seen = new Set<string>()

  constructor(walk: Walk, foreign: readonly string[]) {
    this.#walk = walk
    this.#foreign = foreign
  }

  node(node: GraphNode, role: Role, way: Way): void {
    const key = `${role} ${node.id}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    if (/ZeroOut/.test(node.type)) this.known = true
    else if (!this.#switch(node, role, way)) this.#meaning(node, role, way)
  }

  /** Follows the chosen branch of a switch; all of them, and unsurely, where the choice is not in the file. */
  #switch(node: GraphNode, role: Role, way: Way): boolean {
    const branches = branchesOf(this.#walk, node)
    if (branches === undefined) return false
    const before = this.texts.size
    for (const key of branches.keys) {
      this.#value(input(node, key), role, { key: way.key, depth: way.depth + 1 })
      if (branches.isKnown && this.texts.size > before) break
    }
    if (!branches.isKnown && this.texts.size > before + 1) this.unsure = true
    return true
  }

  #meaning(node: GraphNode, role: Role, way: Way): void {
    if (way.depth > 0) this.guidance ??= resolveNumber(this.#walk, node, ['guidance'])
    const links = conditioningLinks(node, role)
    for (const [index, link] of links.entries()) {
      const own = [...this.texts]
      this.#link(link, role, way.depth)
      if (way.depth === 0 && index > 0) this.#withoutForeign(own)
    }
    if (isEncoder(node)) this.#encoder(node, role)
    else if (links.length > 0) this.#addition(node, role)
    else if (!this.#ownText(node, role, way)) this.#elsewhere(node, role, way)
  }

  #withoutForeign(own: readonly string[]): void {
    for (const text of this.#foreign) if (!own.includes(text)) this.texts.delete(text)
  }

  #link({ key, value }: Link, role: Role, depth: number): void {
    this.#value(value, role, { key, depth: depth + 1 })
  }

  #value(value: Json | undefined, role: Role, way: Way): void {
    if (typeof value === 'string' && textInput.test(way.key)) this.#literal(value)
    const node = way.depth < depthLimit ? this.#walk.follow(value) : undefined
    if (node !== undefined && isLink(value))
      this.node(node, this.#side(node, value, role, way), way)
  }

  /** The side of a link's output; what carries everything in one link keeps the side that was asked for. */
  #side(node: GraphNode, value: LinkValue, role: Role, { key }: Way): Role {
    return isBundle(key) ? role : roleOfOutput(node, value, role)
  }

  #encoder(node: GraphNode, role: Role): void {
    this.known = true
    for (const text of encoderTexts(this.#walk, node, role)) this.#literal(text)
  }

  #literal(text: string): void {
    this.known = true
    const trimmed = text.trim()
    if (trimmed !== '') this.texts.add(trimmed)
  }

  /** A text that a node adds to the conditioning that it is given. */
  #addition(node: GraphNode, role: Role): void {
    const key = roleKeys[role].find((name) => typeof input(node, name) === 'string')
    if (key !== undefined) this.#literal(String(input(node, key)))
  }

  /**
   * The text that a node holds for a role: a loader's, or one that edits a pipe. The pipe's text stays where the new one is
   * empty or added to it.
   */
  #ownText(node: GraphNode, role: Role, { depth }: Way): boolean {
    const key = roleKeys[role].find((name) => typeof input(node, name) === 'string')
    if (key === undefined) return false
    const text = String(input(node, key))
    const bundles = node.links.filter((link) => isBundle(link.key))
    const mode = input(node, 'conditioning_mode') ?? 'replace'
    if (text.trim() === '' || mode !== 'replace')
      for (const link of bundles) this.#link(link, role, depth)
    this.#literal(text)
    return true
  }

  #elsewhere(node: GraphNode, role: Role, way: Way): void {
    if (
      this.#first(
        node.links.filter(({ key }) => isBundle(key)),
        role,
        way,
      )
    )
      return
    // Only a pipe could have a negative that the node itself does not name.
    if (way.depth === 0 && role === 'negative') return
    if (isTextNode(node) && textInput.test(way.key)) {
      this.#literal(nodeText(this.#walk, node, role, way.depth))
      return
    }
    const other = role === 'positive' ? /neg|uncond/i : /pos/i
    const links = node.links.filter(({ key }) => !other.test(key) && !away.test(key))
    const named = links.filter(({ key }) => towards.test(key))
    this.#first(named.length > 0 || node.links.length > 1 ? named : links, role, way)
  }

  /** Follows the first of these links that leads to a text. */
  #first(links: readonly Link[], role: Role, { depth }: Way): boolean {
    const before = this.texts.size
    for (const link of links) {
      this.#link(link, role, depth)
      if (this.texts.size > before) return true
    }
    return links.length > 0 && this.known
  }
}
