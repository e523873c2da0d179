import { asLink, type Site } from '@darkroom/comfy-graph'
import type { Json } from '@darkroom/foundation'
import type { Draft } from './draft.ts'
import type { InputSource } from './input-source.ts'
import { narrowed } from './limits.ts'
import { seedControlAt } from './seed-control.ts'
import { definitionOf } from './site-definition.ts'
import type { ValueIndex } from './value-index.ts'
import { typeOfSites, type ValueType } from './value-type.ts'
import type { InputTarget, InputType, WorkflowInput } from './workflow-input.ts'

/** An input without a key. */
export type UnnamedInput = Omit<WorkflowInput, 'key'>

/** What a draft is as an input, by the values at its places; undefined where no person can set it. */
export function finishDraft(
  draft: Draft,
  { source, values }: { readonly source: InputSource; readonly values: ValueIndex },
): UnnamedInput | undefined {
  const { label, from, targets, role, group } = draft
  const [first] = targets
  const sites = targets.flatMap((target) => values.sitesOf(target))
  const [site] = sites
  if (first === undefined || site === undefined) return undefined
  const told = toldOf(first, sites, source)
  const type = typeOf(draft, told)
  if (type === undefined) return undefined
  // What several places have, each another one, is no value of them together.
  const saved = draft.isTogether === true ? undefined : values.savedAt(first)
  const help = draft.help ?? told?.help
  const control = type === 'seed' ? seedControlAt(first, source) : undefined
  const isMask = first.channel === 'alpha'
  return {
    label,
    ...(role !== undefined && { role }),
    ...(group !== undefined && { group }),
    type,
    ...(saved !== undefined && !isMask && { default: saved }),
    ...(control !== undefined && { control }),
    ...(hasLimits.has(type) && narrowed(told ?? {}, draft.limits ?? {})),
    required:
      !isMask &&
      draft.isTogether !== true &&
      isFile(type) &&
      !isThere(saved, definitionOf(site, source)?.choices),
    ...(help !== undefined && { help }),
    from,
    targets,
  }
}

/** Of a list of LoRAs the first place is a name, and says which there are. */
const toldOf = (
  { lora }: InputTarget,
  sites: readonly Site[],
  source: InputSource,
): ValueType | undefined => typeOfSites(lora === undefined ? sites : sites.slice(0, 1), source)

const hasLimits: ReadonlySet<InputType> = new Set([
  'integer',
  'number',
  'seed',
  'choice',
  'model',
  'lora',
])

const media: ReadonlySet<InputType> = new Set(['image', 'mask', 'images', 'video', 'audio'])

export const isFile = (type: InputType): boolean => media.has(type)

/** A picture may be a mask, and whoever declares an input knows its type; a file stays one. */
function typeOf({ type, from }: Draft, told: ValueType | undefined): InputType | undefined {
  if (type === undefined || (from === 'declared' && told !== undefined && isFile(told.type))) {
    return told?.type
  }
  return type
}

/** The picture that every ComfyUI comes with. */
const everywhere = 'example.png'

/** Whether the saved file is likely to be on the server. */
const isThere = (saved: Json | undefined, choices: readonly Json[] = []): boolean =>
  saved === everywhere || asLink(saved) !== undefined || choices.includes(saved ?? null)
