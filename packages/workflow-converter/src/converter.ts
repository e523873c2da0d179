import type { PromptGraph, PromptNode } from '@darkroom/comfy-graph'
import type { Json } from '@darkroom/foundation'
import { createDefinitions, type Definitions } from './definitions/definitions.ts'
import { type EditorWorkflow, nodeMode } from './editor/editor-workflow.ts'
import { LinkResolver } from './links/resolve-links.ts'
import { virtualNode } from './nodes/virtual-nodes.ts'
import type { Problem } from './problems.ts'
import type { Random } from './prompt/dynamic-prompt.ts'
import { type EmittedNode, emitNode } from './prompt/emit-node.ts'
import { nodeProblems, unknownClasses } from './prompt/find-problems.ts'
import { settableValues } from './prompt/settable-values.ts'
import { TextReplacements, titleOf } from './prompt/text-replacements.ts'
import type { SettableValue } from './prompt/value-place.ts'
import { type Expanded, expand } from './subgraphs/expand.ts'
import { PromotedValues } from './subgraphs/promoted.ts'
import type { PlacedNode } from './subgraphs/scope.ts'
import { classWidgets } from './widgets/class-widgets.ts'
import { NodeWidgets } from './widgets/node-widgets.ts'
import type { PreparedClass } from './widgets/saved-values.ts'

export interface ConvertOptions {
  /** Draws from `{red|blue}` in prompts. By default it is always the first. */
  readonly random?: Random
  /** The time for `%date:…%` in names of files. Without it they stay as they are. */
  readonly now?: Date
  /** The most nodes with all subgraphs unfolded. Default 100,000, which take seconds. */
  readonly mostNodes?: number
}

export interface Conversion {
  /** What goes to `POST /prompt`. With problems, what could be converted. */
  readonly prompt: PromptGraph
  /** What stands against running it; none if the prompt is what the editor would send. */
  readonly problems: readonly Problem[]
  /** What a person can change, and where it goes in the prompt. */
  readonly values: readonly SettableValue[]
}

export interface Converter {
  readonly definitions: Definitions
  /** Converts a workflow that was read. It never throws: what is wrong is in `problems`. */
  convert(workflow: EditorWorkflow, options?: ConvertOptions): Conversion
}

/**
 * Prepares the classes of the server that will run the prompts: answers of `GET /object_info`, parsed and unchecked; of
 * several, the first that has a class is believed. Keep the converter as long as these hold.
 */
export function createConverter(...objectInfo: readonly unknown[]): Converter {
  const definitions = createDefinitions(...objectInfo)
  const prepared = new Map<string, PreparedClass | undefined>()
  const classOf = (type: string): PreparedClass | undefined => {
    if (!prepared.has(type)) prepared.set(type, prepare(definitions, type))
    return prepared.get(type)
  }
  return {
    definitions,
    convert: (workflow, options = {}) =>
      convert(expand(workflow, classOf, options.mostNodes), options),
  }
}

function prepare(definitions: Definitions, type: string): PreparedClass | undefined {
  const definition = definitions.get(type)
  return definition && { definition, ...classWidgets(definition) }
}

function convert(
  { nodes, problems, isTooLarge }: Expanded,
  { random = () => 0, now }: ConvertOptions,
): Conversion {
  if (isTooLarge) return { prompt: {}, problems, values: [] }
  const widgets = new NodeWidgets()
  const promoted = new PromotedValues(widgets)
  const links = new LinkResolver(widgets)
  const texts = new TextReplacements(nodes, { widgets, now })
  const tools = { widgets, links, promoted, texts, random }
  const real = nodes.filter(isEmitted)
  const emitted = real.map((placed) => emitNode(placed, tools))
  return {
    prompt: toPrompt(emitted),
    problems: [...problems, ...unknownClasses(real), ...emitted.flatMap(nodeProblems)],
    values: settableValues(emitted, promoted),
  }
}

function isEmitted({ node, definition, prepared }: PlacedNode): boolean {
  if (node.mode === nodeMode.muted || node.mode === nodeMode.bypassed) return false
  return (
    definition === undefined && (prepared !== undefined || virtualNode(node.type) === undefined)
  )
}

/** The prompt without links to what is not in it. */
function toPrompt(emitted: readonly EmittedNode[]): PromptGraph {
  const ids = new Set(emitted.map(({ placed }) => placed.id))
  const leadsNowhere = (value: Json): boolean =>
    Array.isArray(value) && value.length === 2 && !ids.has(String(value[0]))
  return Object.fromEntries(
    emitted.map(({ placed, inputs }): [string, PromptNode] => [
      placed.id,
      {
        class_type: placed.node.type,
        inputs: Object.fromEntries([...inputs].filter(([, value]) => !leadsNowhere(value))),
        _meta: { title: titleOf(placed) },
      },
    ]),
  )
}
