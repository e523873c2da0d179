import type { ServerCatalog } from '../servers/server-catalog.ts'
import { filesIn, type ModelFolder } from './model-folders.ts'
import type { ModelCategory, ModelEntry, ModelLists } from './model-lists.ts'

const withSlashes = (name: string): string => name.replaceAll('\\', '/')

/** The file name with `/`, without the folder of the user's own models and the extension. */
export const displayNameOf = (filename: string): string =>
  withSlashes(filename)
    .replace(/^user_models\//, '')
    .replace(/\.(safetensors|ckpt|pt|pth|bin|sft|gguf)$/i, '')

const isMerged = (filename: string): boolean =>
  withSlashes(filename).split('/').slice(0, -1).includes('merged')

/** The files of one folder on each server. */
type Files = ReadonlyMap<string, readonly string[]>

/**
 * The models of all servers; a file that several have is listed once, in the first one's spelling. `embeddings`: those of
 * each server, which no node lists.
 */
export function toModelLists(
  catalogs: ReadonlyMap<string, ServerCatalog>,
  embeddings: Files = new Map(),
): ModelLists {
  const entriesIn = (folder: ModelFolder, category: ModelCategory): readonly ModelEntry[] =>
    entriesOf(
      new Map([...catalogs].map(([server, catalog]) => [server, filesIn(folder, catalog)])),
      { folder, category },
    )
  const checkpoints = entriesIn('checkpoints', 'base').map((entry) =>
    isMerged(entry.filename) ? { ...entry, category: 'merged' as const } : entry,
  )
  const base = checkpoints.filter(({ category }) => category === 'base')
  const merged = checkpoints.filter(({ category }) => category === 'merged')
  const lora = entriesIn('loras', 'lora')
  const diffusion = entriesIn('diffusion_models', 'diffusion')
  return {
    base,
    lora,
    merged,
    diffusion,
    vae: entriesIn('vae', 'vae'),
    text_encoder: entriesIn('text_encoders', 'text_encoder'),
    controlnet: entriesIn('controlnet', 'controlnet'),
    upscale: entriesIn('upscale_models', 'upscale'),
    embedding: entriesOf(embeddings, { folder: 'embeddings', category: 'embedding' }),
    totalCount: base.length + merged.length + lora.length,
    ...(checkpoints.length + diffusion.length > 0
      ? {}
      : { hint: "Put a checkpoint into ComfyUI's models/checkpoints folder, then refresh." }),
  }
}

function entriesOf(
  files: Files,
  { folder, category }: { readonly folder: string; readonly category: ModelCategory },
): readonly ModelEntry[] {
  const entries = new Map<string, ModelEntry>()
  for (const [server, names] of files) {
    for (const filename of names) {
      const key = withSlashes(filename)
      const known = entries.get(key)
      entries.set(key, {
        filename: known?.filename ?? filename,
        displayName: displayNameOf(filename),
        category,
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
