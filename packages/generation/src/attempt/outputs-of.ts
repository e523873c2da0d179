import type { HistoryEntry, NodeOutput, OutputFile } from '@darkroom/comfy-client'
import { savedBeside } from '@darkroom/comfy-graph'
import type { Workflow } from '@darkroom/workflow-builder'
import type { OutputOrigin } from '../job/job-output.ts'
import { kindOfName, type OutputKind } from '../job/output-kind.ts'

/** Something that a node made: a file on the server, or a text that it showed. */
export interface FoundOutput extends OutputOrigin {
  /** What it should be, by its name. */
  readonly kind: OutputKind
  /** The text itself, which has no file on the server. */
  readonly text?: string
}

/**
 * All that the nodes of a prompt made, in the order of the graph, each once. What is only shown is kept where nothing of
 * its kind is saved; a text that a node both shows and saves is the file; and the pictures of a node beside which we have
 * them saved are those that we have saved.
 */
export function outputsOf(
  { outputs, files }: Pick<HistoryEntry, 'outputs' | 'files'>,
  workflow: Workflow,
): readonly FoundOutput[] {
  const graph = workflow.toPrompt()
  const doubles = savedBeside(graph)
  const order = new Map(Object.keys(graph).map((id, index) => [id, index]))
  const place = (id: string): number => order.get(id) ?? order.get(ownerOf(id)) ?? order.size
  const all = Object.entries(outputs)
    .toSorted(([a], [b]) => place(a) - place(b))
    .flatMap(([node, output]) => {
      const own = files.filter(({ nodeId }) => nodeId === node)
      return foundIn(node, output, own).filter(
        ({ kind }) => !(kind === 'image' && doubles.has(node)),
      )
    })
  return onlyOnce(withoutShown(all))
}

/** The node of the graph that a node of its expansion belongs to: `9` of `9.0.0.1`. */
const ownerOf = (id: string): string => id.split('.')[0] ?? id

function foundIn(
  node: string,
  output: NodeOutput,
  own: readonly OutputFile[],
): readonly FoundOutput[] {
  const strings = Object.entries(output).flatMap(([key, elements]) =>
    elements.flatMap((value) => (typeof value === 'string' ? [{ key, value }] : [])),
  )
  const files = [...own, ...strings.flatMap(({ value }) => sceneNamed(value) ?? [])]
    .filter(isTheirs)
    .map(({ filename, subfolder, type }) => ({
      ...{ node, filename, subfolder, type },
      kind: kindOfName(filename),
    }))
  if (files.some(({ kind }) => kind === 'text')) return files
  return [...files, ...strings.flatMap(({ key, value }) => textIn(node, key, value) ?? [])]
}

type Place = Pick<OutputFile, 'filename' | 'subfolder' | 'type'>

/**
 * Whether the prompt made it, and it can be had: its folder does not lead out, and `GET /view` of ComfyUI answers 400 to any
 * file name with two dots in a row, so that to ask for it would only fail the job.
 */
const isTheirs = ({ filename, subfolder, type }: Place): boolean =>
  (type === 'output' || type === 'temp') &&
  !filename.includes('..') &&
  !subfolder.split(/[/\\]/).includes('..')

const scene = /^(?:(.*)[\\/])?([^\\/]+\.[a-z\d]+)(?: \[(output|temp|input)\])?$/is

/** The file that a viewer of scenes shows, which names it as text: `mesh/a.glb [output]`. */
function sceneNamed(text: string): Place | undefined {
  const [, subfolder = '', filename = '', type = 'output'] = scene.exec(text) ?? []
  return kindOfName(filename) === '3d' && !text.includes('\n')
    ? { filename, subfolder, type }
    : undefined
}

/** What a viewer of scenes tells besides its file is for its own eyes. */
const viewerKey = 'result'

function textIn(node: string, key: string, text: string): FoundOutput | undefined {
  const isTold = text.trim() !== '' && key !== viewerKey && !/^data:\S+$/.test(text)
  if (!isTold || sceneNamed(text) !== undefined) return undefined
  return { node, filename: '', subfolder: '', type: 'temp', kind: 'text', text }
}

/** Without the files that are only shown, where something of their kind is saved. */
function withoutShown(all: readonly FoundOutput[]): readonly FoundOutput[] {
  const saved = new Set(all.flatMap(({ kind, type }) => (type === 'output' ? [kind] : [])))
  return all.filter(
    ({ kind, type, text }) => type === 'output' || text !== undefined || !saved.has(kind),
  )
}

function onlyOnce(all: readonly FoundOutput[]): readonly FoundOutput[] {
  const known = new Set<string>()
  return all.filter(({ type, subfolder, filename, text = '' }) => {
    const identity = JSON.stringify([type, subfolder, filename, text])
    const isNew = !known.has(identity)
    known.add(identity)
    return isNew
  })
}
