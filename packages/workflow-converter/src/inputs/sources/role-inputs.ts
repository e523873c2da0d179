import {
  asLink,
  findMedia,
  findRoles,
  type MediaInput,
  type PromptGraph,
  type Role,
  type Setting,
  type Site,
  settings,
} from '@darkroom/comfy-graph'
import type { Draft, Drafts } from '../draft.ts'
import type { InputSource } from '../input-source.ts'
import { nodeOf } from '../node-of.ts'
import { standardLabels } from '../standard-roles.ts'
import { keyOfPlace, type ValueIndex } from '../value-index.ts'
import type { InputTarget } from '../workflow-input.ts'
import { declaredValue } from './declared.ts'
import { mediaClasses } from './media-classes.ts'
import { modelInputs } from './model-inputs.ts'
import { namedInputs } from './named-inputs.ts'
import { titleOf } from './node-title.ts'
import { switchInputs } from './switch-inputs.ts'

/** The inputs whose role the links of the prompt prove. */
export function roleInputs(source: InputSource, values: ValueIndex): Drafts {
  const roles = findRoles(source.graph)
  const found = settings.map((setting) => settingDrafts(setting, roles[setting], source.graph))
  const drafts = [
    ...found.flatMap((one) => one.drafts),
    ...mediaDrafts(source),
    ...namedInputs(source, roles.seed),
    ...switchInputs(source),
    ...modelInputs(source),
  ].map(({ sites, ...draft }) => ({
    ...draft,
    targets: distinctTargets(
      sites.map((site) => ({
        ...values.placeOf(site),
        ...(site.channel === 'alpha' && { channel: site.channel }),
        ...(site.lora !== undefined && { lora: site.lora }),
      })),
    ),
  }))
  return { drafts: withoutRepeats(drafts), notes: found.flatMap(({ note }) => note ?? []) }
}

export const targetKey = (target: InputTarget): string =>
  `${target.channel ?? ''}${keyOfPlace(target)}`

/** The places without repetition: a slot may go to several nodes. */
const distinctTargets = (targets: readonly InputTarget[]): readonly InputTarget[] => [
  ...new Map(targets.map((target) => [targetKey(target), target])).values(),
]

/** The drafts without those for a place that an earlier one has already, in another role. */
function withoutRepeats(drafts: readonly Draft[]): readonly Draft[] {
  const seen = new Set<string>()
  return drafts.filter(({ targets, isTogether }) => {
    if (isTogether === true) return true
    const keys = targets.map(targetKey)
    const isNew = keys.some((key) => !seen.has(key))
    for (const key of keys) seen.add(key)
    return isNew
  })
}

/** A draft that still has the prompt's places. */
export interface SiteDraft extends Omit<Draft, 'targets'> {
  readonly sites: readonly (Site & Pick<InputTarget, 'channel' | 'lora'>)[]
}

interface SettingDrafts {
  readonly drafts: readonly SiteDraft[]
  readonly note?: string
}

function settingDrafts(setting: Setting, role: Role, graph: PromptGraph): SettingDrafts {
  const label = standardLabels[setting] ?? setting
  const settable = (found: readonly Site[] = []): readonly Site[] =>
    found.map((site) => declaredSite(site, graph)).filter((site) => isSettable(site, graph))
  const own = settable([...role.sites, ...(role.candidates ?? [])])
  const sites = own.length > 0 ? own : withoutInstructions(settable(role.origins), graph)
  if (sites.length === 0) return { drafts: [] }
  const whole: SiteDraft = { label, role: setting, from: 'role', sites, isWhole: true }
  if (
    role.reason === undefined &&
    (sites.length === 1 || (own.length > 0 && haveOneValue(sites, graph)))
  ) {
    return { drafts: [whole] }
  }
  const why =
    role.reason ??
    (own.length > 0 ? 'they have different values' : 'the text is put together from several')
  return {
    drafts: [
      ...sites.map(
        (site): SiteDraft => ({
          label: `${label} (${nameOf(site, graph)})`,
          role: setting,
          from: 'role',
          sites: [site],
        }),
      ),
      // The encoder of some models takes the same words in several ways.
      ...(isOneEncoder(setting, own) ? [{ ...whole, isTogether: true }] : []),
    ],
    note: `There is no one "${setting}" but ${sites.length}: ${lowerFirst(why)}.`,
  }
}

/** The texts that are for the picture: a language model on the way has one of its own. */
function withoutInstructions(sites: readonly Site[], graph: PromptGraph): readonly Site[] {
  const spoken = sites.filter(
    ({ nodeId }) => !/system|instruction/i.test(titleOf(nodeId, graph) ?? ''),
  )
  return spoken.length > 0 ? spoken : sites
}

const isOneEncoder = (setting: Setting, sites: readonly Site[]): boolean =>
  (setting === 'prompt' || setting === 'negative_prompt') &&
  sites.length > 1 &&
  sites.every(({ nodeId }) => nodeId === sites[0]?.nodeId)

/** The value of a node that declares an input, in place of the link to it. */
const declaredSite = (site: Site, graph: PromptGraph): Site =>
  declaredValue(asLink(nodeOf(graph, site.nodeId)?.inputs[site.input])?.[0] ?? '', graph) ?? site

const haveOneValue = (sites: readonly Site[], graph: PromptGraph): boolean =>
  new Set(sites.map(({ nodeId, input }) => JSON.stringify(nodeOf(graph, nodeId)?.inputs[input])))
    .size === 1

/** A value that stands there, and has an effect: the noise of a sampler that adds none has no seed. */
function isSettable({ nodeId, input }: Site, graph: PromptGraph): boolean {
  const inputs = nodeOf(graph, nodeId)?.inputs ?? {}
  const value = inputs[input]
  if (value === undefined || value === null || asLink(value) !== undefined) return false
  return !(input === 'noise_seed' && inputs.add_noise === 'disable')
}

const nameOf = ({ nodeId, input }: Site, graph: PromptGraph): string => {
  const title = titleOf(nodeId, graph) ?? nodeOf(graph, nodeId)?.class_type ?? ''
  return `${title} ${nodeId}, ${input}`
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

function mediaDrafts(source: InputSource): readonly SiteDraft[] {
  const found = findMedia(source.graph, mediaClasses(source.definitions))
  const ordered = found.toSorted((a, b) => a.use.localeCompare(b.use, 'en', { numeric: true }))
  return [
    ...ordered.flatMap((one): readonly SiteDraft[] => {
      const own = mediaDraft(one, found, source.graph)
      return one.hasMask ? [own, alphaMask(one, found)] : [own]
    }),
    ...picturesTogether(ordered),
  ]
}

/** The pictures that a prompt speaks of, as one list: the one that is changed comes first. */
function picturesTogether(ordered: readonly MediaInput[]): readonly SiteDraft[] {
  const pictures = ['image', 'reference'].flatMap((wanted) =>
    ordered.filter(({ role, kind }) => role === wanted && kind === 'image'),
  )
  if (pictures.length < 2) return []
  const help = `Up to ${pictures.length} pictures, in the order in which the prompt speaks of them.`
  const sites = pictures.map(({ site }) => site)
  const role = 'images'
  return [{ label: 'Pictures', role, from: 'role', sites, type: role, help, isTogether: true }]
}

function mediaDraft(
  { site, role, kind }: MediaInput,
  all: readonly MediaInput[],
  graph: PromptGraph,
): SiteDraft {
  const isOnly = all.filter((other) => other.role === role).length === 1
  const label = standardLabels[role] ?? role
  const title = titleOf(site.nodeId, graph)
  return {
    label: isOnly ? label : (title ?? label),
    role,
    from: 'role',
    sites: [site],
    isWhole: isOnly,
    type: role === 'mask' ? 'mask' : kind,
  }
}

/** The mask of a picture that has it as its transparency. */
function alphaMask({ site, role }: MediaInput, all: readonly MediaInput[]): SiteDraft {
  const masks = all.filter((other) => other.hasMask || other.role === 'mask')
  return {
    label: 'Mask',
    role: 'mask',
    from: 'role',
    sites: [{ ...site, channel: 'alpha' }],
    isWhole: masks.length === 1,
    type: 'mask',
    help: `What is to be changed of the ${(standardLabels[role] ?? role).toLowerCase()}: its transparent part.`,
  }
}
