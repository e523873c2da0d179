import type { UnnamedInput } from './finish-draft.ts'
import type { InputTarget, WorkflowInput } from './workflow-input.ts'

/** An input with what its author calls it for programs, if anything. */
export interface NamedDraft {
  readonly input: UnnamedInput
  readonly name?: string
}

/** The name that a place always has: `57:3.seed`. */
export const placeKey = ({ path, name }: InputTarget): string => `${path}.${name}`

/** Roles of which a workflow can have several, told apart by number. */
const counted = /^(?:image|reference|control|style|video|audio|mask|lora(?:_.+)?)$/

/** Roles that tell nothing of what the input is about. */
const unnamed: ReadonlySet<string> = new Set(['switch', 'choice'])

/**
 * Gives each input a key: its role's name where no other has it, a number behind it where pictures are many, else its
 * label in short, else its place.
 */
export function nameInputs(
  drafts: readonly NamedDraft[],
  taken: Iterable<string> = [],
): readonly WorkflowInput[] {
  const used = new Set(taken)
  const withRole = (role: string): readonly NamedDraft[] =>
    drafts.filter(({ input }) => input.role === role)
  const withSlug = (slug: string): readonly NamedDraft[] =>
    drafts.filter((draft) => slugOf(draft) === slug)
  return drafts.map((draft) => {
    const { input } = draft
    const peers = input.role === undefined ? [] : withRole(input.role)
    const slug = slugOf(draft)
    const wanted = [
      ...(peers.length === 1 && input.role !== undefined && !unnamed.has(input.role)
        ? [input.role]
        : []),
      ...(withSlug(slug).length === 1 ? [slug] : []),
      ...(counted.test(input.role ?? '') ? [`${input.role}_${peers.indexOf(draft) + 1}`] : []),
    ]
    const place = input.targets[0]
    const key =
      wanted.find((name) => name !== '' && !used.has(name)) ?? (place ? placeKey(place) : slug)
    used.add(key)
    return { key, ...input }
  })
}

const longest = 60

/** A label as a key: `Enable 4-step LoRA` is `enable_4_step_lora`. Letters of every script are letters. */
const slugOf = ({ input, name }: NamedDraft): string =>
  (name ?? input.label)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .slice(0, longest)
    .replaceAll(/^_+|_+$/g, '')
