import {
  bundleOf,
  type Companion,
  type CompanionLists,
  findCompanions,
  type ModelFolder,
  type ModelVariant,
} from '@darkroom/workflow-builder'
import type { CompanionServer } from './companion-lists.ts'
import type { ModelCompanion } from './model-lists.ts'

/** The files that a model needs beside it, and which of the servers that have the model have them. */
export function modelCompanions(
  variant: ModelVariant,
  model: { readonly name: string; readonly folder: ModelFolder },
  servers: readonly CompanionServer[],
): readonly ModelCompanion[] {
  const bundled = bundleOf(variant, { model: model.name, model_folder: model.folder })
  const encoders = bundled.textEncoders ? [] : variant.textEncoders.files
  const wanted = [
    ...encoders.map((companion) => ({ word: 'text_encoders' as const, companion })),
    ...(bundled.vae ? [] : [{ word: 'vae' as const, companion: variant.vae }]),
  ]
  return wanted.map(({ word, companion }) => {
    const found = servers.flatMap(({ name, lists }) => {
      const filename = findOne(variant, companion, lists)
      return filename === undefined ? [] : [{ server: name, filename }]
    })
    return {
      word,
      folder: companion.folder,
      file: companion.file,
      what: companion.what,
      found,
      missingOn: servers
        .filter(({ name }) => !found.some(({ server }) => server === name))
        .map(({ name }) => name),
    }
  })
}

/** The file for one companion, as it is found for a job. */
function findOne(
  variant: ModelVariant,
  companion: Companion,
  lists: CompanionLists,
): string | undefined {
  const only = { ...variant, textEncoders: { ...variant.textEncoders, files: [companion] } }
  const found = findCompanions(only, lists, {
    model: '',
    model_folder: 'diffusion_models',
    vae: '',
  })
  return found.status === 'found' ? found.companions.text_encoders?.[0] : undefined
}
