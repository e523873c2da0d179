import { exactDigits } from '@darkroom/foundation'
import type { Json, PromptGraph } from '../graph/prompt-graph.ts'
import { findNumberOrigin, findTextOrigins } from './find-origins.ts'
import { findSamplers, type Samplers } from './find-samplers.ts'
import { findEncoders, findSites, textInputsOf } from './find-sites.ts'
import { findSource, valueAt } from './find-source.ts'
import {
  isPrompt,
  missing,
  type Nodes,
  routes,
  type Setting,
  type Site,
  settings,
  type ValueSetting,
} from './settings.ts'

/** What a setting is in a graph. */
export interface Role {
  /** The value that the graph has; absent when there are several, or when nodes compute it. */
  readonly value?: Json
  /** The inputs to change for another value; empty when no place is clear. */
  readonly sites: readonly Site[]
  /** The reason why there is no place, as a sentence for a person. */
  readonly reason?: string
  /** The inputs that share in the setting where none of them is its place alone. */
  readonly candidates?: readonly Site[]
  /** Where nodes compute the value: what they make it of. To change it is to change the setting in their way. */
  readonly origins?: readonly Site[]
}

export type Roles = Readonly<Record<Setting, Role>>

/**
 * Finds the settings of a foreign graph by the links to its samplers, not by node ids. The places of a setting are those
 * of the samplers that begin the picture, and of every later one with the same value; a refining pass with a value of its
 * own keeps it. A value that comes from a primitive has its place there, unless that serves other settings too.
 */
export function findRoles(graph: PromptGraph): Roles {
  const nodes: Nodes = new Map(Object.entries(graph))
  const samplers = findSamplers(nodes)
  const found = new Map(settings.map((setting) => [setting, find(setting, samplers, nodes)]))
  const users = new Map<string, Set<Setting>>()
  for (const [setting, { places }] of found) {
    for (const source of places.flatMap((place) => place.source ?? place.origins)) {
      users.set(keyOf(source), (users.get(keyOf(source)) ?? new Set()).add(setting))
    }
  }
  const isShared = (site: Site): boolean => (users.get(keyOf(site))?.size ?? 0) > 1
  const roleOf = (setting: Setting): Role => toRole(found.get(setting) ?? nowhere, isShared, nodes)
  return {
    prompt: roleOf('prompt'),
    negative_prompt: roleOf('negative_prompt'),
    seed: roleOf('seed'),
    steps: roleOf('steps'),
    cfg: roleOf('cfg'),
    guidance: roleOf('guidance'),
    sampler: roleOf('sampler'),
    scheduler: roleOf('scheduler'),
    denoise: roleOf('denoise'),
    model: roleOf('model'),
    width: roleOf('width'),
    height: roleOf('height'),
    batch_size: roleOf('batch_size'),
  }
}

/** An input that takes a setting, and where its value stands. */
interface Place {
  readonly site: Site
  readonly source: Site | undefined
  /** What a computed value is made of. */
  readonly origins: readonly Site[]
}

interface Finding {
  readonly places: readonly Place[]
  readonly reason?: string
}

const nowhere: Finding = { places: [] }

function toRole(
  { places, reason }: Finding,
  isShared: (site: Site) => boolean,
  nodes: Nodes,
): Role {
  const values = places.map(({ source }) => source && valueAt(source, nodes))
  const distinct = new Map(values.map((value) => [textOf(value), value]))
  const [only] = distinct.size === 1 ? values : []
  const whole = only ?? joined(values)
  const value = whole === undefined ? {} : { value: exactDigits(whole) ?? whole }
  const sites = distinctSites(
    places.map(({ site, source }) => (source === undefined || isShared(source) ? site : source)),
  )
  const computed = distinctSites(
    places.flatMap(({ origins }) => origins.filter((origin) => !isShared(origin))),
  )
  const origins = computed.length > 0 ? { origins: computed } : {}
  if (reason === undefined) return { ...value, sites, ...origins }
  const candidates = sites.length > 0 ? { candidates: sites } : {}
  return { ...value, sites: [], reason, ...candidates, ...origins }
}

const distinctSites = (sites: readonly Site[]): readonly Site[] => [
  ...new Map(sites.map((site) => [keyOf(site), site])).values(),
]

/** Several texts as one, as they stand together in a conditioning. */
const joined = (values: readonly (Json | undefined)[]): Json | undefined =>
  values.length > 0 && values.every((value) => typeof value === 'string')
    ? [...new Set(values)].join('\n')
    : undefined

function find(setting: Setting, { all, first }: Samplers, nodes: Nodes): Finding {
  if (first.length === 0) return { places: [], reason: 'The graph has no sampler' }
  const perSampler = (id: string): Finding =>
    isPrompt(setting) ? findPrompt(setting, id, nodes) : findValue(setting, id, nodes)
  const findings = first.map(perSampler)
  const places = findings.flatMap((one) => one.places)
  const failure = findings.find(({ reason }) => reason !== undefined)
  const isPlaced = findings.some(
    ({ places: own, reason }) => own.length > 0 && reason === undefined,
  )
  if (!isPlaced) return failure ?? { places: [], reason: missing[setting] }
  const values = new Set(places.map((place) => valueKey(place, nodes)))
  const followers = all
    .filter((id) => !first.includes(id))
    .map(perSampler)
    .flatMap(({ places: own, reason }) => (reason === undefined ? own : []))
    .filter((place) => values.has(valueKey(place, nodes)))
  return { places: [...places, ...followers] }
}

function findValue(setting: ValueSetting, samplerId: string, nodes: Nodes): Finding {
  const sites = findSites(samplerId, routes[setting], nodes)
  return sites.length > 0
    ? { places: sites.map((site) => placeOf(site, nodes, numberOrigins)) }
    : { places: [], reason: missing[setting] }
}

function findPrompt(
  setting: 'prompt' | 'negative_prompt',
  samplerId: string,
  nodes: Nodes,
): Finding {
  const side = setting === 'prompt' ? 'positive' : 'negative'
  const ids = findEncoders(samplerId, side, nodes)
  const other = findEncoders(samplerId, side === 'positive' ? 'negative' : 'positive', nodes)
  if (ids.length === 0) return { places: [], reason: missing[setting] }
  const hasOwn = (id: string): boolean => typeof nodes.get(id)?.inputs[side] === 'string'
  if (side === 'negative' && ids.some((id) => other.includes(id) && !hasOwn(id))) {
    return { places: [], reason: 'The same text is used as prompt and as negative prompt' }
  }
  const perEncoder = ids.map((nodeId) => {
    const node = nodes.get(nodeId)
    const inputs = node === undefined ? [] : textInputsOf(node, side)
    return inputs.map((input) =>
      placeOf({ nodeId, input }, nodes, (site) => findTextOrigins(site, side, nodes)),
    )
  })
  const places = perEncoder.flat()
  const texts = new Set(
    perEncoder.map((own) => JSON.stringify(own.map((place) => valueKey(place, nodes)))),
  )
  return texts.size > 1
    ? { places, reason: `${ids.length} different texts make up the ${side} conditioning` }
    : { places }
}

function placeOf(
  site: Site,
  nodes: Nodes,
  findOrigins: (site: Site, nodes: Nodes) => readonly Site[],
): Place {
  const source = findSource(site, nodes)
  return { site, source, origins: source === undefined ? findOrigins(site, nodes) : [] }
}

const numberOrigins = (site: Site, nodes: Nodes): readonly Site[] => {
  const origin = findNumberOrigin(site, nodes)
  return origin === undefined ? [] : [origin]
}

const valueKey = ({ site, source }: Place, nodes: Nodes): string =>
  textOf(valueAt(source ?? site, nodes))

const textOf = (value: Json | undefined): string => JSON.stringify(value ?? null)

const keyOf = ({ nodeId, input }: Site): string => JSON.stringify([nodeId, input])
