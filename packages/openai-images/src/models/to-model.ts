import { type Target, targetId } from './model-ids.ts'

/** A model as OpenAI lists it. */
export interface ListedModel {
  readonly id: string
  readonly object: 'model'
  readonly created: number
  readonly owned_by: string
}

/** `created` is 0: nobody knows when a file was made, and a time that changes would look like a new model. */
export const toModel = (target: Target, id: string = targetId(target)): ListedModel => ({
  id,
  object: 'model',
  created: 0,
  owned_by: target.kind === 'workflow' ? 'workflow' : 'comfyui',
})
