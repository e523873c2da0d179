import { type Control, pictureWords, type Upscale } from '@darkroom/recipe'
import {
  type CompanionFolder,
  type CompanionLists,
  findCompanions,
  findControlNet,
  findUpscaleModel,
  type Inputs,
  type MissingFile,
  type ModelVariant,
  type Named,
} from '@darkroom/workflow-builder'
import type { FoundFiles, NamedFiles } from './choose-files.ts'

/** The words that name files beside a model, as they are asked for. */
export interface AskedFiles {
  readonly control: readonly Control[]
  readonly upscale: Upscale | undefined
  /** A picture is made larger, which goes best by a model. */
  readonly isLarger: boolean
}

/** The control pictures and the upscaling among the inputs. What is wrong with them is said where all inputs are checked. */
export const askedFiles = (task: string, { control, upscale }: Inputs): AskedFiles => ({
  control: pictureWords.control.safeParse(control).data ?? [],
  upscale: pictureWords.upscale.safeParse(upscale).data,
  isLarger: task === 'upscale',
})

/** Text encoders, VAE, ControlNets and upscale model of one server: those that are named, else the best that it has. */
export function findPictureFiles(
  variant: ModelVariant,
  lists: CompanionLists,
  { named, asked }: { readonly named: Named; readonly asked: AskedFiles },
): FoundFiles {
  const companions = findCompanions(variant, lists, named)
  const nets = findNets(variant, lists, asked.control)
  if (companions.status === 'missing' || nets.status === 'missing') {
    return { status: 'missing', missing: [...missingIn(companions), ...missingIn(nets)] }
  }
  const { text_encoders: encoders = [], vae } = companions.companions
  const larger = asked.isLarger ? findLarger(lists, asked.upscale) : undefined
  // Without an upscale model the picture is stretched, and then painted over.
  const upscale = larger?.status === 'found' ? larger : upscaleAsAsked(asked)
  return {
    status: 'found',
    words: { ...companions.companions, ...nets.words, ...upscale.words },
    files: [
      ...encoders.map((name) => ({ folder: 'text_encoders' as const, name })),
      ...(vae === undefined ? [] : [{ folder: 'vae' as const, name: vae }]),
      ...nets.files,
      ...upscale.files,
    ],
  }
}

/** The upscale model of a picture that is made larger and not painted over. */
export function findLarger(lists: CompanionLists, upscale: Upscale | undefined): FoundFiles {
  const model = upscale?.model ?? findUpscaleModel(lists)
  if (typeof model !== 'string') return { status: 'missing', missing: [model] }
  return {
    status: 'found',
    words: upscale === undefined ? {} : { upscale: { ...upscale, model } },
    files: [{ folder: 'upscale_models', name: model }],
  }
}

const upscaleAsAsked = ({ upscale }: AskedFiles): NamedFiles => ({
  words: {},
  files: upscale?.model === undefined ? [] : [{ folder: 'upscale_models', name: upscale.model }],
})

/** Each control picture with its ControlNet, where it needs one. */
function findNets(
  variant: ModelVariant,
  lists: CompanionLists,
  control: readonly Control[],
): FoundFiles {
  const found = control.map(
    ({ model, type }, index) => model ?? findControlNet(variant, lists, { type, index }),
  )
  const missing = found.filter(isMissing)
  if (missing.length > 0) return { status: 'missing', missing }
  const folder: CompanionFolder = variant.control?.by === 'patch' ? 'model_patches' : 'controlnet'
  const names = found.map((one) => (isMissing(one) ? undefined : one))
  return {
    status: 'found',
    words:
      control.length === 0
        ? {}
        : {
            control: control.map((one, index) => {
              const model = names[index]
              return model === undefined ? one : { ...one, model }
            }),
          },
    files: names.flatMap((name) => (name === undefined ? [] : [{ folder, name }])),
  }
}

const isMissing = (found: string | MissingFile | undefined): found is MissingFile =>
  typeof found === 'object'

const missingIn = (found: { readonly status: string; readonly missing?: readonly MissingFile[] }) =>
  found.missing ?? []
