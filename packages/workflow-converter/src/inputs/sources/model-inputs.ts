import type { PromptGraph, Site } from '@darkroom/comfy-graph'
import type { InputSource } from '../input-source.ts'
import { nodeOf } from '../node-of.ts'
import { modelGroup } from '../standard-roles.ts'
import { typeOfSites } from '../value-type.ts'
import { lorasTogether } from './loras-together.ts'
import { titleOf } from './node-title.ts'
import type { SiteDraft } from './role-inputs.ts'

/** The model files that a prompt loads, and the LoRAs with their strengths. */
export function modelInputs(source: InputSource): readonly SiteDraft[] {
  const drafts = filesOf(source)
  return [...drafts, ...lorasTogether(source.graph, drafts)]
}

const filesOf = (source: InputSource): readonly SiteDraft[] =>
  Object.entries(source.graph).flatMap(([nodeId, { class_type: nodeClass, inputs }]) =>
    Object.entries(inputs).flatMap(([input, value]): readonly SiteDraft[] => {
      const site = { nodeId, input }
      const type = typeof value === 'string' ? fileType(site, source) : undefined
      const title = titleOf(nodeId, source.graph)
      if (type === 'lora') return loraInputs(site, { title, inputs })
      if (type === undefined) return []
      const role = roleOf(input, nodeClass)
      const label = title === undefined ? role : `${title}: ${role}`
      return [{ label, role, from: 'role', group: modelGroup, sites: [site], type }]
    }),
  )

function loraInputs(
  site: Site,
  { title = 'LoRA', inputs }: { title: string | undefined; inputs: PromptGraph[string]['inputs'] },
): readonly SiteDraft[] {
  const common = { from: 'role', group: modelGroup } as const
  const strengths = Object.entries(inputs).flatMap(([name, strength]) =>
    /^strength/.test(name) && typeof strength === 'number' ? [name] : [],
  )
  return [
    { label: title, role: 'lora', sites: [site], type: 'lora', ...common },
    ...strengths.map((name) => ({
      label: `${title}: ${name}`,
      role: `lora_${name}`,
      sites: [{ nodeId: site.nodeId, input: name }],
      ...common,
    })),
  ]
}

/** What the file is for; `model` alone is said of what the sampler uses. */
function roleOf(input: string, nodeClass: string): string {
  const word = input.replace(/_(?:name|file|path)(?=\d*$)/, '')
  if (/^(?:model|name)$/.test(word)) {
    const kind = /(Latent)?Upscale|Patch|Depth|Background|Style|AudioEncoder/.exec(nodeClass)?.[0]
    return kind === undefined
      ? 'model_file'
      : `${kind.replaceAll(/(?!^)(?=[A-Z])/g, '_').toLowerCase()}_model`
  }
  if (/^clip\d*$/.test(word)) {
    return /Vision/.test(nodeClass)
      ? 'clip_vision'
      : word.replace(/^clip(\d*)$/, (_, count) =>
          ['text_encoder', ...(count ? [count] : [])].join('_'),
        )
  }
  return word
}

/** The type of a file's name, also where no server explains the class. */
function fileType(site: Site, source: InputSource): 'model' | 'lora' | undefined {
  const type = typeOfSites([site], source)?.type
  if (type === 'model' || type === 'lora') return type
  const nodeClass = nodeOf(source.graph, site.nodeId)?.class_type ?? ''
  if (source.definitions.get(nodeClass) !== undefined || !/Loader/.test(nodeClass)) return undefined
  if (/^lora_name$/.test(site.input)) return 'lora'
  return /_name\d*$/.test(site.input) ? 'model' : undefined
}
