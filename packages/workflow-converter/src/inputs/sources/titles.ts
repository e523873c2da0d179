import { asLink, type PromptGraph } from '@darkroom/comfy-graph'
import type { Draft, Drafts } from '../draft.ts'
import type { InputSource } from '../input-source.ts'
import { nodeOf } from '../node-of.ts'
import type { ValueIndex } from '../value-index.ts'
import { titleOf } from './node-title.ts'

/** What people call a node whose value is to be set, and what the input is called then. */
const spoken: readonly (readonly [RegExp, string])[] = [
  [/^(?:clip text encode )?\(?negative(?: prompt)?\)?$/, 'Negative prompt'],
  [/^(?:clip text encode )?\(?(?:positive(?: prompt)?|prompt)\)?$/, 'Prompt'],
  [/^(?:noise )?seed$/, 'Seed'],
  [/^width$/, 'Width'],
  [/^height$/, 'Height'],
  [/^steps$/, 'Steps'],
  [/^cfg(?: scale)?$/, 'CFG'],
  [/^guidance(?: scale)?$/, 'Guidance'],
  [/^denoise(?: strength)?$|^strength$/, 'Denoise'],
  [/^batch(?: size)?$/, 'Pictures'],
  [/^(?:input|source|init)[ _-]?image$/, 'Image'],
  [/^(?:input|source)[ _-]?video$/, 'Video'],
  [/^(?:input|source)[ _-]?audio$/, 'Audio'],
  [/^(?:input )?mask$/, 'Mask'],
]

/** `input: name` as a title makes the node's value an input, whatever it is. */
const explicit = /^input\s*:\s*(.+)$/i

/** The inputs whose value is the one that a node is about. */
const mainInputs = ['text', 'prompt', 'value', 'string', 'image', 'video', 'file', 'audio'] as const

/** The nodes whose titles say that their value is an input. */
export function titledInputs({ graph, definitions }: InputSource, values: ValueIndex): Drafts {
  const notes: string[] = []
  const drafts = Object.entries(graph).flatMap(([nodeId, { class_type: nodeClass }]) => {
    const told = titleOf(nodeId, graph)
    // A node that nobody named has the name of its class.
    const title = told === definitions.get(nodeClass)?.displayName ? undefined : told
    const name = title === undefined ? undefined : explicit.exec(title)?.[1]?.trim()
    const label = name ?? spokenName(title)
    if (label === undefined) return []
    const input = mainInput(nodeId, label, graph)
    if (input !== undefined) return [toDraft({ nodeId, input }, { label, name, values })]
    if (name !== undefined) {
      notes.push(
        `The title "${title}" of node ${nodeId} does not say which of its values it means.`,
      )
    }
    return []
  })
  return { drafts, notes }
}

const toDraft = (
  site: { readonly nodeId: string; readonly input: string },
  { label, name, values }: { label: string; name: string | undefined; values: ValueIndex },
): Draft => ({
  label,
  from: 'title',
  targets: [values.placeOf(site)],
  ...(name !== undefined && { name }),
})

const spokenName = (title: string | undefined): string | undefined => {
  const words = title?.toLowerCase().replaceAll(/\s+/g, ' ')
  return words === undefined ? undefined : spoken.find(([pattern]) => pattern.test(words))?.[1]
}

/** The only value of a node, or the one that its title or its class is about. */
function mainInput(nodeId: string, label: string, graph: PromptGraph): string | undefined {
  const own = Object.entries(nodeOf(graph, nodeId)?.inputs ?? {}).flatMap(([name, value]) =>
    asLink(value) === undefined && value !== null ? [name] : [],
  )
  if (own.length === 1) return own[0]
  const word = label.toLowerCase().replaceAll(' ', '_')
  return own.find((name) => name === word) ?? mainInputs.find((name) => own.includes(name))
}
