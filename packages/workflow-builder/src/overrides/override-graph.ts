import { nearestNames } from '@darkroom/foundation'
import type { NodeCatalog } from '../catalog/node-catalog.ts'
import { exactDigits } from '../graph/exact-json.ts'
import type { Json, PromptGraph, PromptNode } from '../graph/prompt-graph.ts'
import { matchName } from '../names/match-name.ts'
import { findSamplers, type Samplers } from './find-samplers.ts'
import { findEncoders, findSites, textInputsOf } from './find-sites.ts'
import { type GraphOverrides, type Nodes, routes, type Setting, type Site } from './settings.ts'

/** An input with a new value. */
export interface GraphChange {
  readonly setting: Setting
  readonly nodeId: string
  readonly nodeClass: string
  readonly input: string
  /** The old value: a link unchanged, and a number too large for JavaScript as its digits. */
  readonly from: Json
  readonly to: Json
}

/** A setting that has no place in the graph, or a value that the server lacks. */
export interface UnappliedOverride {
  readonly setting: Setting
  /** The reason as a sentence for a person. */
  readonly reason: string
  readonly nearest: readonly string[]
}

export interface OverriddenGraph {
  readonly graph: PromptGraph
  readonly changes: readonly GraphChange[]
  readonly unapplied: readonly UnappliedOverride[]
}

type Finding = { readonly sites: readonly Site[] } | { readonly reason: string }

/**
 * Overrides values of a foreign graph, found by the links to the sampler and not by node ids. Changes the samplers that
 * begin the picture and every later one with the same value; a refining pass with settings of its own keeps them. A
 * value that came over a link replaces the link. Settings without a clear place are left alone and reported. With a
 * catalog, names get the server's spelling.
 */
export function overrideGraph(
  graph: PromptGraph,
  overrides: GraphOverrides,
  { catalog }: { catalog?: NodeCatalog } = {},
): OverriddenGraph {
  const nodes: Nodes = new Map(Object.entries(graph))
  const samplers = findSamplers(nodes)
  const changes: GraphChange[] = []
  const unapplied: UnappliedOverride[] = []
  for (const setting of settings) {
    const wanted = overrides[setting]
    if (wanted === undefined) continue
    const finding = find(setting, samplers, nodes)
    if ('reason' in finding) {
      unapplied.push({ setting, reason: finding.reason, nearest: [] })
      continue
    }
    const fitted = fit(setting, wanted, finding.sites, { nodes, catalog })
    if ('reason' in fitted) unapplied.push(fitted)
    else changes.push(...fitted.changes)
  }
  return { graph: apply(graph, changes), changes, unapplied }
}

const settings = [
  'prompt',
  'negative_prompt',
  'seed',
  'steps',
  'cfg',
  'sampler',
  'scheduler',
  'model',
  'width',
  'height',
] as const satisfies readonly Setting[]

function find(setting: Setting, samplers: Samplers, nodes: Nodes): Finding {
  if (samplers.first.length === 0) return { reason: 'The graph has no sampler' }
  const perSampler =
    setting === 'prompt' || setting === 'negative_prompt'
      ? (id: string) => findPrompt(setting, id, nodes)
      : (id: string) => findValue(setting, id, nodes)
  const findings = samplers.first.map(perSampler)
  const found = findings.flatMap((one) => ('sites' in one ? one.sites : []))
  const [failure] = findings.filter((one) => 'reason' in one)
  if (found.length === 0) return failure ?? { reason: missing[setting] }
  const values = new Set(found.map((site) => valueKey(site, nodes)))
  const followers = samplers.all
    .filter((id) => !samplers.first.includes(id))
    .flatMap((id) => {
      const one = perSampler(id)
      return 'sites' in one ? one.sites : []
    })
    .filter((site) => values.has(valueKey(site, nodes)))
  return { sites: distinct([...found, ...followers]) }
}

function findValue(setting: keyof typeof routes, samplerId: string, nodes: Nodes): Finding {
  const sites = findSites(samplerId, routes[setting], nodes)
  return sites.length > 0 ? { sites } : { reason: missing[setting] }
}

function findPrompt(
  setting: 'prompt' | 'negative_prompt',
  samplerId: string,
  nodes: Nodes,
): Finding {
  const side = setting === 'prompt' ? 'positive' : 'negative'
  const ids = findEncoders(samplerId, side, nodes)
  const other = findEncoders(samplerId, side === 'positive' ? 'negative' : 'positive', nodes)
  if (ids.length === 0) return { reason: missing[setting] }
  if (side === 'negative' && ids.some((id) => other.includes(id))) {
    return { reason: 'The same text is used as prompt and as negative prompt' }
  }
  const sites = ids.flatMap((nodeId) => {
    const node = nodes.get(nodeId)
    return node === undefined ? [] : textInputsOf(node).map((input) => ({ nodeId, input }))
  })
  const texts = new Set(
    ids.map((nodeId) =>
      JSON.stringify(sites.filter((s) => s.nodeId === nodeId).map((s) => valueKey(s, nodes))),
    ),
  )
  if (texts.size > 1) {
    return { reason: `${ids.length} different texts make up the ${side} conditioning` }
  }
  return { sites }
}

const missing: Readonly<Record<Setting, string>> = {
  prompt: 'No text leads to the positive conditioning',
  negative_prompt: 'No text of its own leads to the negative conditioning',
  seed: 'The sampler has no seed',
  steps: 'The sampler has no number of steps',
  cfg: 'The sampler has no CFG scale',
  sampler: 'The graph names no sampling method',
  scheduler: 'The graph names no scheduler',
  model: 'No model file leads to the sampler',
  width: 'The width comes from an image, not from a setting',
  height: 'The height comes from an image, not from a setting',
}

/** Converts a name to the spelling of the server's list, or reports that the list lacks it. */
function fit(
  setting: Setting,
  wanted: Json,
  sites: readonly Site[],
  { nodes, catalog }: { nodes: Nodes; catalog: NodeCatalog | undefined },
): { readonly changes: readonly GraphChange[] } | UnappliedOverride {
  const changes: GraphChange[] = []
  for (const { nodeId, input } of sites) {
    const node = nodes.get(nodeId)
    if (node === undefined) continue
    const choices = catalog?.choices(node.class_type, input)
    const to =
      choices === undefined || typeof wanted !== 'string' ? wanted : matchName(wanted, choices)
    if (to === undefined) {
      const reason = `The server has no ${input} ${JSON.stringify(wanted)} for ${node.class_type}`
      return { setting, reason, nearest: nearestNames(String(wanted), choices ?? []) }
    }
    const from = readable(node.inputs[input])
    if (from !== to) changes.push({ setting, nodeId, nodeClass: node.class_type, input, from, to })
  }
  return { changes }
}

function apply(graph: PromptGraph, changes: readonly GraphChange[]): PromptGraph {
  const changed = (id: string, node: PromptNode): PromptNode => {
    const own = changes.filter(({ nodeId }) => nodeId === id)
    if (own.length === 0) return node
    const values = new Map(own.map(({ input, to }) => [input, to]))
    const inputs = Object.entries(node.inputs).map(([name, value]) => [
      name,
      values.get(name) ?? value,
    ])
    return Object.freeze({ ...node, inputs: Object.freeze(Object.fromEntries(inputs)) })
  }
  return Object.freeze(
    Object.fromEntries(Object.entries(graph).map(([id, node]) => [id, changed(id, node)])),
  )
}

const readable = (value: Json | undefined): Json => exactDigits(value) ?? value ?? null

const valueKey = ({ nodeId, input }: Site, nodes: Nodes): string =>
  JSON.stringify(nodes.get(nodeId)?.inputs[input] ?? null)

function distinct(sites: readonly Site[]): readonly Site[] {
  return [
    ...new Map(sites.map((site) => [JSON.stringify([site.nodeId, site.input]), site])).values(),
  ]
}
