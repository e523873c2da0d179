import type { ModelDetails } from '../api/types.ts'
import { type Task, taskOfUse, type Use, uses } from './input-pictures.ts'

/** What has to be known of a model; nothing of it is known of a stranger, which is offered everything. */
export type PictureModel = Pick<ModelDetails, 'cannot'>

/** Why the model cannot do it; undefined when it can. */
export const reasonAgainst = (model: PictureModel | undefined, task: Task): string | undefined =>
  model?.cannot?.[task]

export interface OfferedUse {
  readonly use: Use
  /** Why it is not to be had with the model. */
  readonly reason: string | undefined
}

/** What can be done with a picture. To enlarge it needs no model, so it is always there. */
export const offeredUses = (model: PictureModel | undefined): readonly OfferedUse[] =>
  uses.map((use) => ({
    use,
    reason: use === 'upscale' ? undefined : reasonAgainst(model, taskOfUse[use]),
  }))
