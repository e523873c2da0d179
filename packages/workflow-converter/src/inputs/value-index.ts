import { asLink, type PromptGraph, type Site } from '@darkroom/comfy-graph'
import type { EditorWorkflow } from '../editor/editor-workflow.ts'
import type { ValuePlace } from '../editor/set-values.ts'
import type { InputSource } from './input-source.ts'
import { placeOfSite } from './place-of-site.ts'

/** Where each value of a prompt is set, and where each value that is set goes in the prompt. */
export interface ValueIndex {
  placeOf(site: Site): ValuePlace
  sitesOf(place: ValuePlace): readonly Site[]
}

export const keyOfPlace = ({ path, name }: ValuePlace): string => JSON.stringify([path, name])

export function indexValues({ graph, workflow }: InputSource): ValueIndex {
  const sites = new Map<string, Site[]>()
  for (const site of literalSites(graph)) {
    const key = keyOfPlace(placeIn(workflow, site))
    const known = sites.get(key)
    if (known === undefined) sites.set(key, [site])
    else known.push(site)
  }
  return {
    placeOf: (site) => placeIn(workflow, site),
    sitesOf: (place) => sites.get(keyOfPlace(place)) ?? [],
  }
}

const placeIn = (workflow: EditorWorkflow | undefined, site: Site): ValuePlace =>
  workflow === undefined
    ? { path: site.nodeId, name: site.input }
    : placeOfSite(workflow, { path: site.nodeId, name: site.input })

const literalSites = (graph: PromptGraph): readonly Site[] =>
  Object.entries(graph).flatMap(([nodeId, { inputs }]) =>
    Object.entries(inputs).flatMap(([input, value]) =>
      asLink(value) === undefined ? [{ nodeId, input }] : [],
    ),
  )
