import type { Choices, CompanionLists } from '@darkroom/workflow-builder'
import { filesIn } from './model-folders.ts'

/** A server, with the files that could work beside a model. */
export interface CompanionServer {
  readonly name: string
  readonly lists: CompanionLists
}

/** The files of a server that work beside a model. */
export const companionLists = (server: Choices): CompanionLists => ({
  text_encoders: filesIn('text_encoders', server),
  vae: filesIn('vae', server),
  controlnet: filesIn('controlnet', server),
  model_patches: filesIn('model_patches', server),
  upscale_models: filesIn('upscale_models', server),
})
