import { asLink, type PromptGraph } from './prompt-graph.ts'
import { previewClass, saveClass, savedBeside } from './saving.ts'

/**
 * The nodes whose files are known by name before they are there: prefix, number, `.png`. Undefined where the graph may
 * make anything else that is kept, for then not all of it can be foreseen.
 */
export function foreseenSavers(graph: PromptGraph): readonly string[] | undefined {
  const taken = new Set(
    Object.values(graph).flatMap(({ inputs }) =>
      Object.values(inputs).flatMap((value) => asLink(value)?.[0] ?? []),
    ),
  )
  const beside = savedBeside(graph)
  const ends = Object.entries(graph).filter(
    ([id, { class_type: name, inputs }]) =>
      (!taken.has(id) || keeping.test(name) || 'filename_prefix' in inputs) && !beside.has(id),
  )
  const savers = ends.flatMap(([id, { class_type: name }]) => (name === saveClass ? [id] : []))
  const isForeseen = ends.every(([, { class_type: name }]) => foreseen.has(name))
  return isForeseen && savers.length > 0 ? savers : undefined
}

/** Names of nodes that tell or save what passes through them; one too many only means that a prompt is run again. */
const keeping = /save|preview|show|display|combine|view/i

/** Pictures that are saved, and those that are only shown, which are not kept beside them. */
const foreseen: ReadonlySet<string> = new Set([saveClass, previewClass, 'MaskPreview'])
