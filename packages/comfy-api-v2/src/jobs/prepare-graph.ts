import type { GraphFile } from '@darkroom/door-ports'
import type { JsonObject } from '@darkroom/foundation'
import { type AssetSources, findReferenced } from '../assets/find-asset.ts'
import { toGraphFile } from '../assets/graph-file.ts'
import { ApiV2Error, invalidWorkflow } from '../errors/api-v2-error.ts'
import { type FoundReference, findReferences, placeOf } from '../graph/asset-references.ts'
import { replaceValues } from '../graph/replace-values.ts'

export interface PreparedGraph {
  /** As it was sent, with the names of files where assets were. */
  readonly graph: string
  readonly files: readonly GraphFile[]
}

function toMissing({ pointer, reference }: FoundReference): JsonObject {
  const known = Object.entries(reference ?? {}).filter(([, value]) => value !== undefined)
  const [node = ''] = pointer.split('/').slice(1)
  return { node_id: node, place: placeOf(pointer), ...Object.fromEntries(known) }
}

function missingAssets(lost: readonly FoundReference[]): ApiV2Error {
  const [first] = lost
  const where = first === undefined ? '' : placeOf(first.pointer)
  const what =
    first?.reference === undefined
      ? 'has an info with neither id nor hash nor file_path'
      : `stands for ${first.reference.id ?? first.reference.hash ?? first.reference.file_path}, which is not there`
  const more = lost.length > 1 ? `, and ${lost.length - 1} more are missing` : ''
  return new ApiV2Error(422, 'missing_asset', `The asset at ${where} ${what}${more}.`, {
    hint: 'Send the file to POST /api/v2/assets again: what no job uses goes after some days.',
    details: { assets: lost.map(toMissing) },
  })
}

/** Assets that stand in a graph: each is looked for among all that are known. */
const mostReferences = 500

/** The graph of a body, in which every asset has become the name of a file, and those files. */
export async function prepareGraph(
  text: string,
  workflow: Readonly<Record<string, unknown>>,
  sources: AssetSources,
): Promise<PreparedGraph> {
  const names = new Map<string, string>()
  const files = new Map<string, GraphFile>()
  const lost: FoundReference[] = []
  const references = [...findReferences(workflow)]
  if (references.length > mostReferences) {
    throw invalidWorkflow(
      `The workflow names ${references.length} assets, and ${mostReferences} are allowed.`,
    )
  }
  for (const found of references) {
    const asset = found.reference && (await findReferenced(found.reference, sources))
    if (asset === undefined) {
      lost.push(found)
    } else {
      const file = toGraphFile(asset)
      names.set(found.pointer, JSON.stringify(file.name))
      files.set(file.name, file)
    }
  }
  if (lost.length > 0) throw missingAssets(lost)
  const graph = replaceValues(text, '/workflow', names)
  if (graph === undefined) throw new Error('The workflow was read, but is not in the text')
  return { graph, files: [...files.values()] }
}
