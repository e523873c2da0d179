import type { JobOutput } from '@darkroom/door-ports'
import { splitPath } from '../uploads/file-name.ts'

/** A file as ComfyUI tells it; `/view` gives it by these three words. */
export interface UiFile {
  readonly filename: string
  readonly subfolder: string
  readonly type: string
}

/** What a node shows: files, texts and flags by their kind. */
export type UiOutput = Readonly<Record<string, readonly (UiFile | string | boolean)[]>>

const toFile = ({ path, type }: JobOutput): UiFile => {
  const { subfolder, name } = splitPath(path)
  return { filename: name, subfolder, type }
}

/** The key under which ComfyUI's own nodes tell what they made: `SaveVideo` and animations are pictures that move. */
function keyOf({ kind }: JobOutput): string {
  switch (kind) {
    case 'image':
    case 'video':
      return 'images'
    case 'audio':
      return 'audio'
    case 'text':
      return 'text'
    case '3d':
      return '3d'
    case 'other':
      return 'files'
  }
}

function nodeOutput(outputs: readonly JobOutput[]): UiOutput {
  const byKey = Object.groupBy(outputs, keyOf)
  const told = Object.entries(byKey).map(([key, some = []]) => [
    key,
    some.map((output) => (output.kind === 'text' ? (output.text ?? '') : toFile(output))),
  ])
  const moves = outputs.some(({ kind }) => kind === 'video')
  return { ...Object.fromEntries(told), ...(moves && { animated: [true] }) }
}

/** What a job made, by the ids of the nodes that made it, in the order of its files. */
export function uiOutputs(outputs: readonly JobOutput[]): ReadonlyMap<string, UiOutput> {
  const nodes = Map.groupBy(outputs, ({ node }) => (node === '' ? 'output' : node))
  return new Map([...nodes].map(([node, some]) => [node, nodeOutput(some)]))
}
