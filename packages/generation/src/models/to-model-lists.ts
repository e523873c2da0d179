import type { ServerCatalog } from '../servers/server-catalog.ts'
import type { ModelCategory, ModelEntry, ModelLists } from './model-lists.ts'

/** The node class and input whose list names the files of each folder. */
const lists = {
  checkpoints: { nodeClass: 'CheckpointLoaderSimple', input: 'ckpt_name' },
  loras: { nodeClass: 'LoraLoader', input: 'lora_name' },
}

/** Node classes whose lists are shown, whatever the workflows need. */
export const listedClasses: readonly string[] = ['CheckpointLoaderSimple', 'LoraLoader', 'KSampler']

const withSlashes = (name: string): string => name.replaceAll('\\', '/')

/** The file name with `/`, without the folder of the user's own models and the extension. */
export const displayNameOf = (filename: string): string =>
  withSlashes(filename)
    .replace(/^user_models\//, '')
    .replace(/\.(safetensors|ckpt|pt|pth|bin|sft|gguf)$/i, '')

const categoryOf = (filename: string): ModelCategory =>
  withSlashes(filename).split('/').slice(0, -1).includes('merged') ? 'merged' : 'base'

/** The models of all servers; a file that several have is listed once, in the first one's spelling. */
export function toModelLists(catalogs: ReadonlyMap<string, ServerCatalog>): ModelLists {
  const checkpoints = entriesOf(catalogs, 'checkpoints')
  const base = checkpoints.filter(({ category }) => category === 'base')
  const merged = checkpoints.filter(({ category }) => category === 'merged')
  const lora = entriesOf(catalogs, 'loras')
  const totalCount = base.length + merged.length + lora.length
  return {
    base,
    lora,
    merged,
    totalCount,
    ...(checkpoints.length > 0
      ? {}
      : { hint: "Put a checkpoint into ComfyUI's models/checkpoints folder, then refresh." }),
  }
}

function entriesOf(
  catalogs: ReadonlyMap<string, ServerCatalog>,
  folder: 'checkpoints' | 'loras',
): readonly ModelEntry[] {
  const entries = new Map<string, ModelEntry>()
  for (const [server, catalog] of catalogs) {
    const { nodeClass, input } = lists[folder]
    for (const filename of catalog.choices(nodeClass, input) ?? []) {
      const key = withSlashes(filename)
      const known = entries.get(key)
      entries.set(key, {
        filename: known?.filename ?? filename,
        displayName: displayNameOf(filename),
        category: folder === 'loras' ? 'lora' : categoryOf(filename),
        path: `${folder}/${key}`,
        servers: [...(known?.servers ?? []), server],
      })
    }
  }
  return [...entries.values()].sort(
    (a, b) =>
      a.displayName.localeCompare(b.displayName, 'en') || a.path.localeCompare(b.path, 'en'),
  )
}
