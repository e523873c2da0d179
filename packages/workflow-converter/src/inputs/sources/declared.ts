import { asLink, type Json, type PromptGraph, type Site } from '@darkroom/comfy-graph'
import { numberIn } from '@darkroom/foundation'
import type { Draft, Drafts } from '../draft.ts'
import { nodeOf } from '../node-of.ts'
import type { ValueIndex } from '../value-index.ts'
import type { InputLimits, InputType } from '../workflow-input.ts'
import { titleOf } from './node-title.ts'

/** How a class of nodes that declares an input tells of it, by the names of its inputs. */
interface Declaration {
  readonly classes: RegExp
  /** The inputs that may hold the value; the first that the node has counts. */
  readonly value: readonly string[]
  readonly name?: string
  readonly label?: string
  readonly help?: string
  readonly minimum?: string
  readonly maximum?: string
  /** The input that lists the choices, as JSON or one a line. */
  readonly choices?: string
  readonly type?: InputType | ((inputs: Inputs) => InputType | undefined)
}

type Inputs = PromptGraph[string]['inputs']

/** The types of Krita's parameters. */
const kritaTypes: Readonly<Record<string, InputType>> = {
  number: 'number',
  'number (integer)': 'integer',
  toggle: 'boolean',
  choice: 'choice',
  text: 'text',
  'prompt (positive)': 'text',
  'prompt (negative)': 'text',
}

const deployed = { name: 'input_id', label: 'display_name', help: 'description' } as const

/** The nodes of other tools that declare inputs. */
const declarations: readonly Declaration[] = [
  {
    classes: /^CPackInput/,
    value: ['value', 'image', 'file', 'audio', 'video', 'mask', 'options'],
    minimum: 'min',
    maximum: 'max',
  },
  {
    classes: /^ComfyUIDeployExternal(?:Number|NumberSlider)$/,
    value: ['default_value'],
    minimum: 'min_value',
    maximum: 'max_value',
    type: 'number',
    ...deployed,
  },
  {
    classes: /^ComfyUIDeployExternal(?:NumberInt|NumberSliderInt)$/,
    value: ['default_value'],
    minimum: 'min_value',
    maximum: 'max_value',
    type: 'integer',
    ...deployed,
  },
  {
    classes: /^ComfyUIDeployExternalSeed$/,
    value: ['default_value', 'seed', 'min_value'],
    minimum: 'min_value',
    maximum: 'max_value',
    type: 'seed',
    ...deployed,
  },
  {
    classes: /^ComfyUIDeployExternalEnum$/,
    value: ['default_value'],
    choices: 'options',
    type: 'choice',
    ...deployed,
  },
  {
    classes: /^ComfyUIDeployExternalLora$/,
    value: ['default_lora_name', 'default_value'],
    type: 'lora',
    ...deployed,
  },
  {
    classes: /^ComfyUIDeployExternalCheckpoint$/,
    value: ['default_value', 'default_checkpoint_name'],
    type: 'model',
    ...deployed,
  },
  {
    classes: /^ComfyUIDeployExternal/,
    value: ['default_value', 'video_file', 'audio_file', 'images', 'default_value_url'],
    ...deployed,
  },
  {
    classes: /^ETN_Parameter$/,
    value: ['default'],
    name: 'name',
    label: 'name',
    minimum: 'min',
    maximum: 'max',
    type: ({ type }) =>
      Object.hasOwn(kritaTypes, String(type)) ? kritaTypes[String(type)] : undefined,
  },
]

/** What only the program that has the canvas open can give. */
const fromOutside = /^ETN_(?:Krita|LoadImage|LoadMask|SelectionMask)/

/** The inputs that nodes made for it declare, in the order of the prompt. */
export function declaredInputs(graph: PromptGraph, values: ValueIndex): Drafts {
  const notes: string[] = []
  const drafts = Object.entries(graph).flatMap(([nodeId, node]) => {
    const nodeClass = node.class_type
    if (fromOutside.test(nodeClass)) {
      notes.push(`Node ${nodeId} (${nodeClass}) takes its picture from Krita, which is not here.`)
      return []
    }
    const declaration = declarations.find(({ classes }) => classes.test(nodeClass))
    return declaration === undefined ? [] : readDeclared(nodeId, { declaration, graph, values })
  })
  const ordered = drafts.toSorted((a, b) => a.order.localeCompare(b.order, 'en', { numeric: true }))
  return { drafts: ordered.map(({ draft }) => draft), notes }
}

/** The value of a node that declares an input; undefined for any other node. */
export function declaredValue(nodeId: string, graph: PromptGraph): Site | undefined {
  const node = nodeOf(graph, nodeId)
  const declaration = node && declarations.find(({ classes }) => classes.test(node.class_type))
  return declaration?.value
    .filter((name) => Object.hasOwn(node?.inputs ?? {}, name))
    .map((name) => valueSite(nodeId, name, graph))
    .find((found) => found !== undefined)
}

interface Around {
  readonly declaration: Declaration
  readonly graph: PromptGraph
  readonly values: ValueIndex
}

interface Ordered {
  readonly draft: Draft
  /** Krita's parameters are ordered by their names; all others stay as they stand. */
  readonly order: string
}

function readDeclared(nodeId: string, { declaration, graph, values }: Around): readonly Ordered[] {
  const node = nodeOf(graph, nodeId)
  if (node === undefined) return []
  const { inputs } = node
  const site = declaredValue(nodeId, graph)
  if (site === undefined) return []
  const text = (key: string | undefined): string | undefined => {
    const value = key === undefined ? undefined : inputs[key]
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
  }
  const type = typeof declaration.type === 'function' ? declaration.type(inputs) : declaration.type
  const own = text(declaration.name)
  const { group, label } = kritaName(text(declaration.label) ?? own)
  const title = titleOf(nodeId, graph)
  const name = own ?? (isIdentifier(title) ? title : (consumerOf(nodeId, graph) ?? node.class_type))
  const help = text(declaration.help)
  const draft: Draft = {
    label: label ?? title ?? name,
    name: kritaName(name).label ?? name,
    from: 'declared',
    targets: [values.placeOf(site)],
    ...(group !== undefined && { group }),
    ...(help !== undefined && { help }),
    ...(type !== undefined && { type }),
    limits: limitsOf(declaration, inputs),
  }
  return [{ draft, order: node.class_type === 'ETN_Parameter' ? name : '' }]
}

const loaded = /^(?:image|video|file|audio)$/

/** The value itself, or that of the node which loads it. */
function valueSite(nodeId: string, input: string, graph: PromptGraph): Site | undefined {
  const link = asLink(nodeOf(graph, nodeId)?.inputs[input])
  if (link === undefined) return { nodeId, input }
  const source = nodeOf(graph, link[0])
  const literals = Object.entries(source?.inputs ?? {}).filter(([, value]) => !Array.isArray(value))
  // A loader may have more: which folder, and what its button says.
  const [only] = literals.length === 1 ? literals : literals.filter(([name]) => loaded.test(name))
  return only === undefined ? undefined : { nodeId: link[0], input: only[0] }
}

const isIdentifier = (title: string | undefined): title is string =>
  title !== undefined && /^[A-Za-z_]\w*$/.test(title)

/** The name of the input that the node feeds. */
const consumerOf = (nodeId: string, graph: PromptGraph): string | undefined =>
  Object.values(graph)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .find(([, value]) => asLink(value)?.[0] === nodeId)?.[0]

/** Krita's names may tell a place: `1. Colours/2. Hue` is `Hue` of the group `Colours`. */
function kritaName(name: string | undefined): { group?: string; label?: string } {
  if (name === undefined) return {}
  const parts = name.split('/').map((part) => part.replace(/^\d+\.\s*/, '').trim())
  const label = parts.at(-1)
  const group = parts.slice(0, -1).join(' / ')
  return {
    ...(group !== '' && { group }),
    ...(label !== undefined && label !== '' && { label }),
  }
}

function limitsOf(declaration: Declaration, inputs: Inputs): InputLimits {
  const number = (key: string | undefined): number | undefined =>
    key === undefined ? undefined : numberIn(inputs[key])
  const [minimum, maximum] = [number(declaration.minimum), number(declaration.maximum)]
  const isRange = minimum !== undefined && maximum !== undefined && minimum < maximum
  const choices = declaration.choices === undefined ? [] : listOf(inputs[declaration.choices])
  return { ...(isRange && { minimum, maximum }), ...(choices.length > 0 && { choices }) }
}

function listOf(value: Json | undefined): readonly string[] {
  if (typeof value !== 'string') return []
  try {
    const list: unknown = JSON.parse(value)
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []
  } catch {
    return value.split('\n').flatMap((line) => line.trim() || [])
  }
}
