import type { Json } from '@darkroom/foundation'
import { encoderTexts, isEncoder } from './encoder.ts'
import { type GraphNode, input, isLink } from './graph.ts'
import { chosenFirst, isTextNode, nodeText, type Role } from './node-text.ts'
import { resolveNumber } from './resolve.ts'
import { depthLimit, type Walk } from './walk.ts'

/** The texts of a conditioning in order, with Flux-style guidance found on the way. */
export interface Conditioning {
  readonly texts: readonly string[]
  readonly guidance: number | undefined
  /** Whether an encoder was reached; then missing text is an empty text, not an unknown one. */
  readonly known: boolean
}

const conditioningKey = /^cond/i
const pipeKey = /pipe|tuple|context/i
/** Inputs that never lead from a sampler to its text. */
const elsewhere =
  /^(?:clip|vae|model|image|pixels|mask|latent|samples|control_net|style_model|noise|sigmas)/i

export function readConditioning(walk: Walk, owner: GraphNode, role: Role): Conditioning {
  const collector = new Collector(walk)
  collector.owner(owner, role)
  return { texts: [...collector.texts], guidance: collector.guidance, known: collector.known }
}

class Collector {
  readonly texts: Set<string> = new Set()
  guidance: number | undefined
  known = false
  readonly #walk: Walk
  readonly #seen = new Set<string>()

  constructor(walk: Walk) {
    this.#walk = walk
  }

  /** Collects from a sampler, a guider, or the node that encodes for one. */
  owner(node: GraphNode, role: Role): void {
    if (isEncoder(node)) this.#encoder(node, role)
    else if (this.#byRole(node, role, 0)) return
    else if (role === 'negative') this.#links(node, role, 0, (key) => pipeKey.test(key))
    else if (!this.#conditionings(node, role, 0)) this.#any(node, role, 0)
  }

  /** Follows a link. After a node with both positive and negative, the output slot decides between them. */
  #follow(link: Json | undefined, role: Role, depth: number): void {
    const node = depth < depthLimit ? this.#walk.follow(link) : undefined
    if (node === undefined || !isLink(link)) return
    const both = isLink(input(node, 'positive')) && isLink(input(node, 'negative'))
    if (!both || link[1] > 1) this.#node(node, role, depth)
    else this.#node(node, link[1] === 0 ? 'positive' : 'negative', depth)
  }

  /** Follows a pipe, which carries everything in one output, so that its slot does not matter. */
  #followPipe(link: Json | undefined, role: Role, depth: number): void {
    const node = depth < depthLimit ? this.#walk.follow(link) : undefined
    if (node !== undefined) this.#node(node, role, depth)
  }

  #node(node: GraphNode, role: Role, depth: number): void {
    const key = `${role} ${node.id}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    if (/ZeroOut/.test(node.type)) this.known = true
    else this.#meaning(node, role, depth)
  }

  #meaning(node: GraphNode, role: Role, depth: number): void {
    this.guidance ??= resolveNumber(this.#walk, node, ['guidance'])
    if (isEncoder(node)) this.#encoder(node, role)
    else if (this.#byRole(node, role, depth) || this.#conditionings(node, role, depth)) return
    else if (isTextNode(node)) this.#literal(nodeText(this.#walk, node, role, depth))
    else this.#any(node, role, depth)
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

  #byRole(node: GraphNode, role: Role, depth: number): boolean {
    const own = input(node, role)
    if (isLink(own)) this.#follow(own, role, depth + 1)
    if (typeof own !== 'string') return isLink(own)
    this.#literal(own)
    return true
  }

  /** Follows all conditioning inputs: Combine, Concat and Average have several. */
  #conditionings(node: GraphNode, role: Role, depth: number): boolean {
    const keys = Object.keys(node.inputs).filter(
      (key) => conditioningKey.test(key) && isLink(node.inputs[key]),
    )
    for (const key of keys) this.#follow(node.inputs[key], role, depth + 1)
    return keys.length > 0
  }

  /** Follows the first link that leads to a text, for nodes without an input of that name. */
  #any(node: GraphNode, role: Role, depth: number): void {
    const other = role === 'positive' ? 'negative' : 'positive'
    this.#links(node, role, depth, (key) => !elsewhere.test(key) && !key.startsWith(other))
  }

  #links(node: GraphNode, role: Role, depth: number, wanted: (key: string) => boolean): void {
    const keys = Object.keys(node.inputs).filter(wanted)
    for (const key of chosenFirst(this.#walk, node, keys)) {
      const before = this.texts.size
      const value = node.inputs[key]
      if (pipeKey.test(key)) this.#followPipe(value, role, depth + 1)
      else this.#follow(value, role, depth + 1)
      if (this.texts.size > before) return
    }
  }
}
