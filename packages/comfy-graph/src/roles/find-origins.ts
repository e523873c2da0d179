import { numberIn } from '@darkroom/foundation'
import { asLink, type Json, type PromptGraph } from '../graph/prompt-graph.ts'
import { chosenBranch } from './chosen-branch.ts'
import type { Side } from './find-sites.ts'
import { valueAt, valueNames } from './find-source.ts'
import type { Nodes, Site } from './settings.ts'

/**
 * The texts that a computed text is made of: those of nodes that hold a text and nothing else, which their author made
 * to be written in, else those that stand in the nodes which put it together.
 */
export function findTextOrigins(site: Site, side: Side, nodes: Nodes): readonly Site[] {
  const isOther = side === 'positive' ? /negative/i : /positive/i
  const held: Site[] = []
  const inside: Site[] = []
  for (const nodeId of behind(site, nodes)) {
    const texts = Object.entries(nodes.get(nodeId)?.inputs ?? {}).flatMap(([input, value]) =>
      typeof value === 'string' && isText(input) && !isOther.test(input)
        ? [{ nodeId, input, value }]
        : [],
    )
    const [only, ...others] = texts
    const isHolder = others.length === 0 && linksOf(nodeId, nodes).length === 0
    if (only !== undefined && isHolder) {
      held.push({ nodeId, input: only.input })
      continue
    }
    const spoken = texts.filter(({ value }) => value.trim() !== '')
    inside.push(...spoken.map(({ input }) => ({ nodeId, input })))
  }
  return held.length > 0 ? held : inside
}

/**
 * The one number that a computed number is made from, such as the width before it is rounded; undefined where there are
 * several, or where a picture tells it.
 */
export function findNumberOrigin(site: Site, nodes: Nodes): Site | undefined {
  const found = new Map<string, Site>()
  const open = [site]
  const seen = new Set<string>()
  for (const at of open) {
    const value = valueAt(at, nodes)
    const source = asLink(value)?.[0]
    if (source === undefined) {
      if (!isNumber(value)) return undefined
      found.set(JSON.stringify(at), at)
      continue
    }
    const next = seen.has(source) ? [] : numbersOf(source, site.input, nodes)
    if (next === undefined) return undefined
    seen.add(source)
    open.push(...next)
  }
  return found.size === 1 ? [...found.values()][0] : undefined
}

/** The same in a graph. */
export const numberOrigin = (graph: PromptGraph, site: Site): Site | undefined =>
  findNumberOrigin(site, new Map(Object.entries(graph)))

/** The inputs that the number of a node comes from; undefined where no number tells it. */
function numbersOf(nodeId: string, wanted: string, nodes: Nodes): readonly Site[] | undefined {
  const inputs = Object.entries(nodes.get(nodeId)?.inputs ?? {})
  const at = (input: string): Site => ({ nodeId, input })
  const branch = chosenBranch(nodeId, nodes)
  if (branch !== undefined) return [at(branch)]
  const links = inputs.filter(([, value]) => asLink(value) !== undefined)
  if (links.some(([name]) => media.test(name))) {
    // The size of a picture is a number where the picture was given that size.
    const sized = inputs.find(([name]) => size.test(wanted) && name.split('.').at(-1) === wanted)
    if (sized !== undefined) return [at(sized[0])]
    const [picture, ...others] = links
    return size.test(wanted) && picture !== undefined && others.length === 0
      ? [at(picture[0])]
      : undefined
  }
  if (links.length > 0) return links.map(([name]) => at(name))
  const held = [wanted, ...valueNames].find((name) =>
    inputs.some(([own, value]) => own === name && isNumber(value)),
  )
  return held === undefined ? undefined : [at(held)]
}

const size = /^(?:width|height)$/

const isNumber = (value: Json | undefined): boolean => numberIn(value) !== undefined

/** The links that bring no text and no number, but what a node works with or on. */
const media =
  /clip|model|vae|image|pixels|video|audio|latent|samples|mask|conditioning|lora|_name$|file|path/i

const isText = (input: string): boolean =>
  /text|string|prompt|value|positive|negative/i.test(input) &&
  !/system|instruction/i.test(input) &&
  !media.test(input)

const linksOf = (nodeId: string, nodes: Nodes): readonly string[] => {
  const inputs = nodes.get(nodeId)?.inputs ?? {}
  const branch = chosenBranch(nodeId, nodes)
  const names = branch === undefined ? Object.keys(inputs) : [branch]
  return names.flatMap((name) => (media.test(name) ? [] : (asLink(inputs[name])?.[0] ?? [])))
}

/** The nodes that a computed value comes from, each once. */
function behind(site: Site, nodes: Nodes): ReadonlySet<string> {
  const found = new Set<string>()
  const source = asLink(valueAt(site, nodes))?.[0]
  if (source !== undefined) found.add(source)
  // The loop also visits ids that are added to the set meanwhile.
  for (const id of found) for (const next of linksOf(id, nodes)) found.add(next)
  return found
}
