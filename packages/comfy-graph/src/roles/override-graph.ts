import { exactDigits, nearestNames } from '@darkroom/foundation'
import type { NodeCatalog } from '../catalog/node-catalog.ts'
import type { Json, PromptGraph } from '../graph/prompt-graph.ts'
import { setInputs } from '../graph/set-inputs.ts'
import { matchName } from '../names/match-name.ts'
import { findRoles } from './find-roles.ts'
import { type GraphOverrides, missing, type Setting, type Site, settings } from './settings.ts'

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

/**
 * Overrides values of a foreign graph at the places that `findRoles` finds. A value that came over a link from a node
 * that computes it replaces the link. Settings without a clear place are left alone and reported, unless the graph says
 * the same already. With a catalog, names get the server's spelling.
 */
export function overrideGraph(
  graph: PromptGraph,
  overrides: GraphOverrides,
  { catalog }: { catalog?: NodeCatalog } = {},
): OverriddenGraph {
  const roles = findRoles(graph)
  const changes: GraphChange[] = []
  const unapplied: UnappliedOverride[] = []
  for (const setting of settings) {
    const wanted = overrides[setting]
    const { sites, value, reason = missing[setting] } = roles[setting]
    if (wanted === undefined || (sites.length === 0 && wanted === value)) continue
    if (sites.length === 0) {
      unapplied.push({ setting, reason, nearest: [] })
      continue
    }
    const fitted = fit(setting, wanted, sites, { graph, catalog })
    if ('reason' in fitted) unapplied.push(fitted)
    else changes.push(...fitted.changes)
  }
  return { graph: setInputs(graph, changes), changes, unapplied }
}

/** Converts a name to the spelling of the server's list, or reports that the list lacks it. */
function fit(
  setting: Setting,
  wanted: Json,
  sites: readonly Site[],
  { graph, catalog }: { graph: PromptGraph; catalog: NodeCatalog | undefined },
): { readonly changes: readonly GraphChange[] } | UnappliedOverride {
  const changes: GraphChange[] = []
  for (const { nodeId, input } of sites) {
    const node = graph[nodeId]
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

const readable = (value: Json | undefined): Json => exactDigits(value) ?? value ?? null
