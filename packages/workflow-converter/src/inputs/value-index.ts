import { asLink, type Json, type PromptGraph, type Site } from '@darkroom/comfy-graph'
import type { ValuePlace } from '../editor/set-values.ts'
import type { InputSource } from './input-source.ts'
import { nodeOf } from './node-of.ts'

/** Where each value of a prompt is set, and where each value that is set goes in the prompt. */
export interface ValueIndex {
  placeOf(site: Site): ValuePlace
  sitesOf(place: ValuePlace): readonly Site[]
  /** What a place has now: the saved text of a prompt, before anything is drawn from it. */
  savedAt(place: ValuePlace): Json | undefined
}

interface Entry {
  readonly place: ValuePlace
  readonly saved: Json | undefined
  readonly sites: readonly Site[]
}

export const keyOfPlace = ({ path, name }: ValuePlace): string => JSON.stringify([path, name])

const keyOfSite = ({ nodeId, input }: Site): string => JSON.stringify([nodeId, input])

export function indexValues({ graph, editor }: InputSource): ValueIndex {
  const entries = editor === undefined ? literalsIn(graph) : valuesIn(editor.values, graph)
  const byPlace = new Map(entries.map((entry) => [keyOfPlace(entry.place), entry]))
  const places = new Map(
    entries.flatMap(({ place, sites }) => sites.map((site) => [keyOfSite(site), place])),
  )
  return {
    placeOf: (site) => places.get(keyOfSite(site)) ?? { path: site.nodeId, name: site.input },
    sitesOf: (place) => byPlace.get(keyOfPlace(place))?.sites ?? [],
    savedAt: (place) => byPlace.get(keyOfPlace(place))?.saved,
  }
}

const valuesIn = (
  values: NonNullable<InputSource['editor']>['values'],
  graph: PromptGraph,
): readonly Entry[] =>
  values.map(({ path, name, value, goesTo }) => ({
    place: { path, name },
    saved: value,
    sites: goesTo.flatMap(({ node, input }) =>
      isLiteral(graph, node, input) ? [{ nodeId: node, input }] : [],
    ),
  }))

const literalsIn = (graph: PromptGraph): readonly Entry[] =>
  Object.entries(graph).flatMap(([path, { inputs }]) =>
    Object.entries(inputs).flatMap(([name, value]) =>
      asLink(value) === undefined
        ? [{ place: { path, name }, saved: value, sites: [{ nodeId: path, input: name }] }]
        : [],
    ),
  )

function isLiteral(graph: PromptGraph, node: string, input: string): boolean {
  const inputs = Object.hasOwn(graph, node) ? nodeOf(graph, node)?.inputs : undefined
  return inputs !== undefined && Object.hasOwn(inputs, input) && asLink(inputs[input]) === undefined
}
