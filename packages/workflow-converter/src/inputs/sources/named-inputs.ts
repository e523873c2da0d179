import { asLink, numberOrigin, type Role, type Site } from '@darkroom/comfy-graph'
import type { InputSource } from '../input-source.ts'
import { nodeOf } from '../node-of.ts'
import { standardLabels } from '../standard-roles.ts'
import type { SiteDraft } from './role-inputs.ts'

/** Inputs whose name says what they are, though no sampler tells it: films and songs have them. */
const always: Readonly<Record<string, readonly string[]>> = {
  lyrics: ['lyrics'],
  length: ['length', 'frames', 'num_frames'],
  seconds: ['seconds', 'duration'],
  fps: ['fps', 'frame_rate'],
}

/** Where there is no sampler, one node does all of it, and its inputs have the names of the settings. */
const withoutSampler: Readonly<Record<string, readonly string[]>> = {
  prompt: ['prompt', 'prompt_text', 'text_prompt'],
  negative_prompt: ['negative_prompt'],
  seed: ['seed', 'noise_seed'],
  steps: ['steps', 'num_inference_steps'],
  cfg: ['cfg', 'cfg_scale'],
  guidance: ['guidance', 'guidance_scale'],
  width: ['width'],
  height: ['height'],
}

/** The inputs that one node alone has by a name that says what they are. */
export function namedInputs(source: InputSource, seed: Role): readonly SiteDraft[] {
  const hasSampler = seed.sites.length > 0 || (seed.candidates ?? []).length > 0
  const names = hasSampler ? always : { ...always, ...withoutSampler }
  return Object.entries(names).flatMap(([role, inputs]): readonly SiteDraft[] => {
    const sites = sitesNamed(inputs, source)
    const label = standardLabels[role] ?? role
    return sites.length === 1 ? [{ label, role, from: 'role', sites, isWhole: true }] : []
  })
}

/** Where such inputs have their values; what several take from one place stands there alone. */
const sitesNamed = (names: readonly string[], { graph }: InputSource): readonly Site[] => {
  const found = Object.entries(graph).flatMap(([nodeId, { inputs }]) =>
    names.flatMap((input) =>
      Object.hasOwn(inputs, input) && inputs[input] !== null
        ? [literalBehind({ nodeId, input }, graph)]
        : [],
    ),
  )
  return [...new Map(found.map((site) => [JSON.stringify(site), site])).values()]
}

function literalBehind(site: Site, graph: InputSource['graph']): Site {
  const source = asLink(nodeOf(graph, site.nodeId)?.inputs[site.input])?.[0]
  if (source === undefined) return site
  const value = nodeOf(graph, source)?.inputs.value
  if (value !== undefined && asLink(value) === undefined) return { nodeId: source, input: 'value' }
  // A rate may be converted on its way; what a length is computed from is no length, unless it is called one.
  const origin = numberOrigin(graph, site)
  return origin !== undefined && (rates.test(site.input) || origin.input === site.input)
    ? origin
    : site
}

const rates = /^(?:fps|frame_rate)$/
