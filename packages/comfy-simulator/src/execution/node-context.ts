import { readFileSync } from 'node:fs'
import { loadImage } from '../files/load-image.ts'
import { saveFiles } from '../files/output-files.ts'
import type { Machine } from '../machine.ts'
import type { NodeContext, Texts } from '../nodes/node.ts'
import { PyError } from '../python/convert.ts'
import { stringifyJson } from '../python/stringify.ts'
import { getDict } from '../python/value.ts'
import type { QueueItem } from './prompt-queue.ts'

/** The texts of a saved file: the graph, and each key of `extra_pnginfo`. */
const textsOf = (item: QueueItem): Texts => {
  const extra = getDict(item.extraData, 'extra_pnginfo') ?? new Map()
  return [
    ['prompt', stringifyJson(item.graph)],
    ...Array.from(extra, ([key, value]) => [key, stringifyJson(value)] as const),
  ]
}

/** The context that one node of one job runs in. */
export const createNodeContext = (
  machine: Machine,
  item: QueueItem,
  {
    saved,
    ...services
  }: Pick<NodeContext, 'nodeClass' | 'step' | 'progress' | 'sendImage'> & {
    saved: (files: readonly string[]) => void
  },
): NodeContext => ({
  ...services,
  texts: textsOf(item),
  paint: machine.paint,
  save: (files, place) => {
    const backslashes = machine.options.windowsPaths
    const results = saveFiles(machine.folders, files, { place, backslashes })
    saved(
      results.map(({ subfolder, filename }) =>
        subfolder === '' ? filename : `${subfolder}/${filename}`,
      ),
    )
    return results
  },
  loadImage: (name) => loadImage(machine.folders.require(name)),
  readFile: (name) => readFileSync(machine.folders.require(name)),
  openModel: (name) => {
    const { options, models } = machine
    if (!options.brokenModels.some((broken) => models.spell(broken) === name)) return
    throw new PyError(
      'safetensors._safetensors_rust.SafetensorError',
      'Error while deserializing header: invalid JSON in header: EOF while parsing a value at line 1 column 0',
    )
  },
})
