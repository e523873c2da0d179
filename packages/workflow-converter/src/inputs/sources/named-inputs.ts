import { asLink, type Role, type Site } from '@darkroom/comfy-graph'
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

/** Where such an input has a value; one that only holds it for others is where it stands. */
const sitesNamed = (names: readonly string[], { graph }: InputSource): readonly Site[] =>
  Object.entries(graph).flatMap(([nodeId, { inputs }]) =>
    names.flatMap((input) =>
      Object.hasOwn(inputs, input) && inputs[input] !== null
        ? [literalBehind({ nodeId, input }, graph)]
        : [],
    ),
  )

function literalBehind(site: Site, graph: InputSource['graph']): Site {
  const source = asLink(nodeOf(graph, site.nodeId)?.inputs[site.input])?.[0] ?? ''
  const value = nodeOf(graph, source)?.inputs.value
  return value === undefined || asLink(value) !== undefined
    ? site
    : { nodeId: source, input: 'value' }
}
