import type { AskedJob, Caller, House } from '@darkroom/door-ports'
import { toWords } from '../ask/asked-words.ts'
import { inputsForWorkflow } from '../ask/inputs-for-workflow.ts'
import { namedLoras } from '../ask/read-loras.ts'
import { wordsForModel } from '../ask/words-for-model.ts'
import { chooseTarget, readChoices } from '../models/choose-target.ts'
import type { Target } from '../models/model-ids.ts'
import type { OpenAiImagesOptions } from '../options.ts'
import { givePictures } from '../pictures/given-pictures.ts'
import type { ImagesRequest } from './read-images-request.ts'

export interface AskedFor {
  readonly asked: AskedJob
  readonly target: Target
}

export interface AskOptions {
  readonly house: Pick<House, 'models' | 'workflows' | 'pictures'>
  readonly options: OpenAiImagesOptions
  readonly caller: Caller
}

/** What is asked of the house for a request, once its pictures are there. @throws DoorError */
export async function askFor(
  { kind, asked, sent, fields }: ImagesRequest,
  { house, options, caller }: AskOptions,
): Promise<AskedFor> {
  const { defaultModel, defaultEditModel = defaultModel } = options
  const choices = await readChoices(house)
  const standard = kind.needsImage ? defaultEditModel : defaultModel
  const target = chooseTarget(asked.model, choices, { standard })
  const isMethodSaid = (asked.sampler ?? asked.sampler_name ?? asked.scheduler) !== undefined
  const methods = isMethodSaid ? await house.models.samplers() : { samplers: [], schedulers: [] }
  const words = toWords(asked, methods)
  const named = { ...words, loras: namedLoras(words.loras, choices.models) }
  const { quality } = asked
  const pictures = await givePictures(sent, { pictures: house.pictures, signal: caller.signal })
  switch (target.kind) {
    case 'model': {
      const model = await house.models.details(target.model)
      const words = wordsForModel(named, { model, quality, pictures })
      return { target, asked: { words, literal: asked.wildcards !== true } }
    }
    case 'workflow': {
      const { workflow } = target
      const inputs = inputsForWorkflow(named, { workflow, quality, pictures, fields })
      return { target, asked: { workflow: workflow.name, inputs } }
    }
  }
}
