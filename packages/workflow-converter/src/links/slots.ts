import type { InputDefinition } from '../definitions/node-definition.ts'
import type { EditorInput, EditorNode } from '../editor/editor-workflow.ts'
import type { PlacedNode } from '../subgraphs/scope.ts'
import type { RestoredWidgets } from '../widgets/restore-widgets.ts'

/** An input slot as the editor counts them, with the link that ends in it. */
export interface InputSlot {
  readonly name: string
  readonly type: string
  readonly link?: string
}

/**
 * The input slots of a node in the editor's order: the class's sockets, then those of its widgets, then what only the
 * file has. A growing input is the slots that the file has of it.
 */
export function inputSlots(
  placed: PlacedNode,
  restored: RestoredWidgets | undefined,
): readonly InputSlot[] {
  const { node, prepared } = placed
  const saved = new Map(node.inputs.map((input) => [input.name, input]))
  if (prepared === undefined) return looseSlots(placed, saved)
  const sockets = prepared.sockets.flatMap((input) =>
    input.type === 'COMFY_AUTOGROW_V3' ? grown(node, input) : [toSlot(input, saved)],
  )
  const ofWidgets = (restored?.widgets ?? []).flatMap(({ spec: { input } }) =>
    input === undefined || input.options.socketless === true ? [] : [toSlot(input, saved)],
  )
  const ofOptions = (restored?.sockets ?? []).map((input) => toSlot(input, saved))
  const known = [...sockets, ...ofWidgets, ...ofOptions]
  const names = new Set(known.map(({ name }) => name))
  return [...known, ...[...saved.values()].filter(({ name }) => !names.has(name))]
}

/** The slots of an instance are its definition's; those of another node without a class are what the file has. */
const looseSlots = (
  { node, definition }: PlacedNode,
  saved: ReadonlyMap<string, EditorInput>,
): readonly InputSlot[] =>
  definition === undefined
    ? node.inputs
    : definition.inputs.map(({ name, type }) => {
        const link = saved.get(name)?.link
        return { name, type, ...(link !== undefined && { link }) }
      })

function toSlot(input: InputDefinition, saved: ReadonlyMap<string, EditorInput>): InputSlot {
  const { link, type } = saved.get(input.name) ?? {}
  return {
    name: input.name,
    // Which type it is comes from what is linked; the file knows.
    type: input.type === 'COMFY_MATCHTYPE_V3' ? (type ?? '*') : input.type,
    ...(link !== undefined && { link }),
  }
}

const grown = ({ inputs }: EditorNode, { name }: InputDefinition): readonly InputSlot[] =>
  inputs.filter((input) => input.name.startsWith(`${name}.`))
