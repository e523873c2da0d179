import { type House, isPictureModel, type Model, usualModel } from '@darkroom/door-ports'
import { findCheckpoint, noSuchModel } from './find-model.ts'
import { wrongField } from './wrong-field.ts'

export interface ChosenModel {
  /** The checkpoint of a client: the one that it chose, else the usual one. Undefined where there is none. */
  of(client: string, models: readonly Model[]): Model | undefined
  /** @throws DoorError 422 when there is no such checkpoint */
  choose(client: string, name: string, models: readonly Model[]): Promise<void>
}

/** The checkpoint of that name. @throws DoorError 422 */
export function checkpointNamed(name: string, models: readonly Model[]): Model {
  const all = models.filter(isPictureModel)
  const found = findCheckpoint(all, name)
  if (found !== undefined) return found
  throw wrongField('sd_model_checkpoint', noSuchModel('checkpoint', name, all))
}

/**
 * A1111 has one checkpoint for all; here each client has its own, so that one who changes it changes nobody else's
 * pictures. The house keeps a limited number of choices, the newest.
 */
export function createChosenModel(
  { keep }: Pick<House, 'keep'>,
  { defaultModel }: { readonly defaultModel?: string | undefined } = {},
): ChosenModel {
  const keyOf = (client: string): string => `model ${client}`
  return {
    of(client, models) {
      const all = models.filter(isPictureModel)
      const chosen = keep.get(keyOf(client))
      const usual = defaultModel === undefined ? undefined : findCheckpoint(all, defaultModel)
      return all.find(({ filename }) => filename === chosen) ?? usual ?? usualModel(models)
    },
    async choose(client, name, models) {
      const { filename } = checkpointNamed(name, models)
      if (keep.get(keyOf(client)) !== filename) await keep.set(keyOf(client), filename)
    },
  }
}
