import { matchName } from '@darkroom/comfy-graph'
import type { ControlType } from '@darkroom/recipe'
import { upscaleModel } from './companions.ts'
import type { Companion, CompanionFolder, ModelFolder, ModelVariant } from './model-family.ts'
import { readFileName } from './name-of-file.ts'

/** The files of one server by folder, in its spelling. */
export type CompanionLists = Readonly<Partial<Record<CompanionFolder, readonly string[]>>>

/** A model, and the companions that the caller names. */
export interface Named {
  readonly model: string
  readonly model_folder: ModelFolder
  readonly text_encoders?: readonly string[] | undefined
  readonly vae?: string | undefined
}

/** A file that is on no list. */
export interface MissingFile {
  /** The word by which it could be named, such as `['text_encoders', 1]`. */
  readonly path: readonly (string | number)[]
  readonly folder: CompanionFolder
  /** The name under which it is usually published. */
  readonly file: string
  /** One sentence: what is missing, and where to put it. */
  readonly message: string
}

export interface Companions {
  readonly text_encoders?: readonly string[]
  readonly vae?: string
}

export type FoundCompanions =
  | { readonly status: 'found'; readonly companions: Companions }
  | { readonly status: 'missing'; readonly missing: readonly MissingFile[] }

/**
 * The text encoders and the VAE that a model needs beside it: those that are named, else the best that the server has.
 * A checkpoint that holds its own needs none, and gets none unless named.
 */
export function findCompanions(
  variant: ModelVariant,
  lists: CompanionLists,
  named: Named,
): FoundCompanions {
  const { textEncoders: hasEncoders, vae: hasVae } = bundleOf(variant, named)
  const encoders =
    named.text_encoders ??
    (hasEncoders
      ? []
      : variant.textEncoders.files.map(
          (companion, index) =>
            best(companion, lists) ??
            missing({ path: ['text_encoders', index], companion, title: variant.title }),
        ))
  const vae =
    named.vae ??
    (hasVae
      ? undefined
      : (best(variant.vae, lists) ??
        missing({ path: ['vae'], companion: variant.vae, title: variant.title })))
  const lacking = [...encoders, ...(vae === undefined ? [] : [vae])].filter(
    (one) => typeof one !== 'string',
  )
  if (lacking.length > 0) return { status: 'missing', missing: lacking }
  const found = encoders.filter((one) => typeof one === 'string')
  return {
    status: 'found',
    companions: {
      ...(found.length === 0 ? {} : { text_encoders: found }),
      ...(typeof vae === 'string' ? { vae } : {}),
    },
  }
}

/** Which companions the model's own file holds. */
export function bundleOf(
  { bundled }: ModelVariant,
  { model, model_folder: folder }: Pick<Named, 'model' | 'model_folder'>,
): { readonly textEncoders: boolean; readonly vae: boolean } {
  if (folder !== 'checkpoints') return { textEncoders: false, vae: false }
  return bundled?.(readFileName(model).name) ?? { textEncoders: true, vae: true }
}

/** The ControlNet for a type of pictures, or the sentence that says which to get. Undefined where none is needed. */
export function findControlNet(
  { control, title }: ModelVariant,
  lists: CompanionLists,
  { type, index }: { readonly type: ControlType; readonly index: number },
): string | MissingFile | undefined {
  const companion = controlNetFor(control, type)
  if (companion === undefined) return undefined
  return best(companion, lists) ?? missing({ path: ['control', index, 'model'], companion, title })
}

function controlNetFor(way: ModelVariant['control'], type: ControlType): Companion | undefined {
  if (way?.by === 'patch') return way.net
  if (way?.by !== 'net') return undefined
  return way.nets.find(([types]) => types.includes(type))?.[1]
}

/** The upscale model to take where none is named. */
export const findUpscaleModel = (lists: CompanionLists): string | MissingFile =>
  best(upscaleModel, lists) ??
  missing({ path: ['upscale', 'model'], companion: upscaleModel, title: undefined })

/** The first sign counts most; among equals the shortest name, which has the fewest additions. */
function best(
  { signs, folder, file, isBuiltIn = false }: Companion,
  lists: CompanionLists,
): string | undefined {
  if (isBuiltIn) return file
  const names = lists[folder] ?? []
  const published = matchName(file, names, { byFileName: true })
  if (published !== undefined && signs[0]?.test(readFileName(published).name) === true) {
    return published
  }
  for (const sign of signs) {
    const fitting = names.filter((name) => sign.test(readFileName(name).name))
    const [first] = fitting.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))
    if (first !== undefined) return first
  }
  return published
}

function missing({
  path,
  companion: { what, file, folder },
  title,
}: {
  readonly path: MissingFile['path']
  readonly companion: Companion
  readonly title: string | undefined
}): MissingFile {
  const forWhom = title === undefined || what.includes(title) ? '' : ` for ${title}`
  const word = path.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join('.')
  return {
    path,
    folder,
    file,
    message: `The ${what}${forWhom} is missing: put ${file} into ComfyUI's models/${folder} folder, or name another as ${word.replaceAll('.[', '[')}`,
  }
}
