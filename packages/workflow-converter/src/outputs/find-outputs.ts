import { asLink, type PromptGraph } from '@darkroom/comfy-graph'
import type { Definitions } from '../definitions/definitions.ts'
import type { InputSource } from '../inputs/input-source.ts'
import { nodeOf } from '../inputs/node-of.ts'
import { appOutputs } from '../inputs/sources/app-mode.ts'
import { titleOf } from '../inputs/sources/node-title.ts'

export type OutputType = 'image' | 'video' | 'audio' | 'text' | '3d' | 'other'

/** A node that saves or shows something. */
export interface WorkflowOutput {
  /** Its id in the prompt. */
  readonly node: string
  readonly class: string
  readonly label: string
  readonly type: OutputType
  /** Whether it only shows: what it makes is in the server's temporary folder, or nowhere. */
  readonly isPreview: boolean
}

/** What a workflow makes: what its author chose for its app first, then what is saved, then what is only shown. */
export function findOutputs({
  graph,
  editor,
  definitions,
}: InputSource): readonly WorkflowOutput[] {
  const chosen = editor === undefined ? [] : appOutputs(editor.workflow)
  const rank = ({ node, isPreview }: WorkflowOutput): number => {
    const index = chosen.indexOf(node)
    if (index >= 0) return index
    return chosen.length + (isPreview ? 1 : 0)
  }
  return Object.entries(graph)
    .flatMap(([node, { class_type: nodeClass }]): readonly WorkflowOutput[] => {
      if (!isOutput(nodeClass, definitions)) return []
      return [
        {
          node,
          class: nodeClass,
          label: titleOf(node, graph) ?? definitions.get(nodeClass)?.displayName ?? nodeClass,
          type: outputType(node, graph, definitions),
          isPreview: /^Preview|Preview$|^Show|Compare/i.test(nodeClass),
        },
      ]
    })
    .toSorted((a, b) => rank(a) - rank(b))
}

/** Whether a node ends a prompt; for a class that the server does not have, by its name. */
const isOutput = (nodeClass: string, definitions: Definitions): boolean =>
  definitions.get(nodeClass)?.isOutput ?? /^(?:Save|Preview)|Save$|VideoCombine/.test(nodeClass)

/** Names tell more than what comes in: a film is often saved of pictures. */
const byName: readonly (readonly [RegExp, OutputType])[] = [
  [/Video|WEBM|Animat|GIF|VHS_|MP4/i, 'video'],
  [/Audio|MP3|FLAC|Opus/i, 'audio'],
  [/3D|GLB|Mesh|Splat|PointCloud|OBJ\b/i, '3d'],
]

const byType: Readonly<Record<string, OutputType>> = {
  IMAGE: 'image',
  MASK: 'image',
  VIDEO: 'video',
  AUDIO: 'audio',
  STRING: 'text',
  INT: 'text',
  FLOAT: 'text',
  BOOLEAN: 'text',
  MESH: '3d',
  VOXEL: '3d',
  SPLAT: '3d',
}

function outputType(node: string, graph: PromptGraph, definitions: Definitions): OutputType {
  const { class_type: nodeClass = '', inputs = {} } = nodeOf(graph, node) ?? {}
  const named = byName.find(([pattern]) => pattern.test(nodeClass))?.[1]
  if (named !== undefined) return named
  const incoming = Object.values(inputs).flatMap((value) => {
    const [source, output] = asLink(value) ?? []
    if (source === undefined || output === undefined) return []
    const type = definitions.get(nodeOf(graph, source)?.class_type ?? '')?.outputs[output]?.type
    return type === undefined
      ? []
      : ((Object.hasOwn(byType, type) ? byType[type] : undefined) ??
          (type.startsWith('FILE_3D') ? '3d' : []))
  })
  const [first] = incoming
  if (first !== undefined) return first
  return /Image/i.test(nodeClass) ? 'image' : /Text|String|Any/i.test(nodeClass) ? 'text' : 'other'
}
