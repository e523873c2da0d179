import type { Picture } from '../painting/picture.ts'
import type { References } from '../painting/subject.ts'
import { checkFit } from './fitting.ts'
import type { NodeInputs } from './inputs.ts'
import type { NodeContext, NodeResult, NodeSet } from './node.ts'
import type { ConditioningValue, GuiderValue, LatentValue, ModelValue } from './values.ts'

interface Sampling {
  readonly guider: GuiderValue
  readonly latent: LatentValue
  readonly seed: string
  readonly denoise: number
  readonly steps: number
}

export const guide = (
  model: ModelValue,
  positive: ConditioningValue,
  { negative, cfg }: { negative: ConditioningValue; cfg: number },
): GuiderValue => ({ kind: 'GUIDER', model, positive, negative, cfg })

/** The pictures that shape what is painted, from the prompt and from patches of the model. */
const guides = ({ model, positive }: GuiderValue): References => ({
  references: positive.references ?? [],
  controls: [...(positive.controls ?? []), ...(model.controls ?? [])],
  styles: positive.styles ?? [],
})

const sample = async (sampling: Sampling, context: NodeContext): Promise<LatentValue> => {
  const { guider, latent, seed, denoise, steps } = sampling
  checkFit(guider, latent)
  const { model, positive, negative, cfg } = guider
  const { noiseMask: mask } = latent
  const paint = (base: Picture, index: number): Picture =>
    context.paint({
      prompt: positive.text,
      negative: negative.text,
      seed,
      checkpoint: model.checkpoint,
      loras: model.loras,
      cfg: positive.guidance ?? cfg,
      width: base.width,
      height: base.height,
      index,
      ...guides(guider),
      ...(latent.isEmpty ? { denoise: 1 } : { denoise, base, ...(mask && { mask }) }),
    })
  const pictures = latent.pictures.map(paint)
  const [first] = pictures
  for (let value = 1; value <= steps && first !== undefined; value += 1) {
    await context.step({ value, max: steps, picture: first })
  }
  const channels = model.architecture?.channels
  return { ...latent, pictures, isEmpty: false, ...(channels !== undefined && { channels }) }
}

const sampleWith = async (
  inputs: NodeInputs,
  context: NodeContext,
  options: { seed: string; steps: number; denoise: number },
): Promise<NodeResult> => {
  const guider = guide(inputs.get('model', 'MODEL'), inputs.get('positive', 'CONDITIONING'), {
    negative: inputs.get('negative', 'CONDITIONING'),
    cfg: inputs.number('cfg'),
  })
  const latent = inputs.get('latent_image', 'LATENT')
  return { outputs: [await sample({ guider, latent, ...options }, context)] }
}

export const samplingNodes: NodeSet = {
  KSampler: (inputs, context) =>
    sampleWith(inputs, context, {
      seed: inputs.seed('seed'),
      steps: inputs.integer('steps'),
      denoise: inputs.number('denoise'),
    }),
  KSamplerAdvanced: (inputs, context) => {
    const steps = inputs.integer('steps')
    const start = Math.min(steps, inputs.integer('start_at_step'))
    const end = Math.min(steps, inputs.integer('end_at_step'))
    return sampleWith(inputs, context, {
      seed: inputs.seed('noise_seed'),
      steps: Math.max(0, end - start),
      denoise: steps === 0 ? 0 : Math.max(0, (steps - start) / steps),
    })
  },
  SamplerCustom: async (inputs, context) => {
    const { steps, denoise } = inputs.get('sigmas', 'SIGMAS')
    inputs.named('sampler', 'SAMPLER')
    const seed = inputs.seed('noise_seed')
    const { outputs = [] } = await sampleWith(inputs, context, { seed, steps, denoise })
    return { outputs: [...outputs, ...outputs] }
  },
  SamplerCustomAdvanced: async (inputs, context) => {
    const { steps, denoise } = inputs.get('sigmas', 'SIGMAS')
    inputs.named('sampler', 'SAMPLER')
    const latent = await sample(
      {
        guider: inputs.get('guider', 'GUIDER'),
        latent: inputs.get('latent_image', 'LATENT'),
        seed: inputs.get('noise', 'NOISE').seed,
        steps,
        denoise,
      },
      context,
    )
    return { outputs: [latent, latent] }
  },
  SplitSigmas: (inputs) => {
    const all = inputs.get('sigmas', 'SIGMAS')
    const first = Math.min(all.steps, inputs.integer('step'))
    return {
      outputs: [
        { ...all, steps: first },
        { ...all, steps: all.steps - first, denoise: (all.steps - first) / Math.max(1, all.steps) },
      ],
    }
  },
  SplitSigmasDenoise: (inputs) => {
    const all = inputs.get('sigmas', 'SIGMAS')
    const denoise = inputs.number('denoise')
    const last = Math.round(all.steps * denoise)
    return {
      outputs: [
        { ...all, steps: all.steps - last },
        { ...all, steps: last, denoise },
      ],
    }
  },
  ManualSigmas: (inputs) => {
    const numbers = inputs.text('sigmas').match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/gi) ?? []
    return { outputs: [{ kind: 'SIGMAS', steps: Math.max(0, numbers.length - 1), denoise: 1 }] }
  },
  DualCFGGuider: (inputs) => ({
    outputs: [
      guide(inputs.get('model', 'MODEL'), inputs.get('cond1', 'CONDITIONING'), {
        negative: inputs.get('negative', 'CONDITIONING'),
        cfg: inputs.number('cfg_conds'),
      }),
    ],
  }),
  DisableNoise: () => ({ outputs: [{ kind: 'NOISE', seed: '0' }] }),
}
