import type { NodeInputs } from './inputs.ts'
import type { NodeContext, NodeResult, NodeRun, NodeSet } from './node.ts'
import type { ConditioningValue, GuiderValue, LatentValue, ModelValue } from './values.ts'

interface Sampling {
  readonly guider: GuiderValue
  readonly latent: LatentValue
  readonly seed: string
  readonly denoise: number
  readonly steps: number
}

const nothing: ConditioningValue = { kind: 'CONDITIONING', text: '' }

const guide = (
  model: ModelValue,
  positive: ConditioningValue,
  { negative, cfg }: { negative: ConditioningValue; cfg: number },
): GuiderValue => ({ kind: 'GUIDER', model, positive, negative, cfg })

const sample = async (
  { guider, latent, seed, denoise, steps }: Sampling,
  context: NodeContext,
): Promise<LatentValue> => {
  const { model, positive, negative, cfg } = guider
  const pictures = latent.pictures.map((base, index) =>
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
      denoise: latent.isEmpty ? 1 : denoise,
      ...(latent.isEmpty ? {} : { base }),
    }),
  )
  const [first] = pictures
  for (let value = 1; value <= steps && first !== undefined; value += 1) {
    await context.step({ value, max: steps, picture: first })
  }
  return { kind: 'LATENT', pictures, isEmpty: false }
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

const sigmas: NodeRun = (inputs) => ({
  outputs: [
    {
      kind: 'SIGMAS',
      steps: inputs.integer('steps'),
      denoise: inputs.has('denoise') ? inputs.number('denoise') : 1,
    },
  ],
})

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
    const seed = inputs.seed('noise_seed')
    const { outputs = [] } = await sampleWith(inputs, context, { seed, steps, denoise })
    return { outputs: [...outputs, ...outputs] }
  },
  SamplerCustomAdvanced: async (inputs, context) => {
    const { steps, denoise } = inputs.get('sigmas', 'SIGMAS')
    inputs.get('sampler', 'SAMPLER')
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
  BasicScheduler: sigmas,
  KarrasScheduler: sigmas,
  SDTurboScheduler: sigmas,
  Flux2Scheduler: sigmas,
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
  KSamplerSelect: (inputs) => ({
    outputs: [{ kind: 'SAMPLER', name: inputs.text('sampler_name') }],
  }),
  CFGGuider: (inputs) => ({
    outputs: [
      guide(inputs.get('model', 'MODEL'), inputs.get('positive', 'CONDITIONING'), {
        negative: inputs.get('negative', 'CONDITIONING'),
        cfg: inputs.number('cfg'),
      }),
    ],
  }),
  DualCFGGuider: (inputs) => ({
    outputs: [
      guide(inputs.get('model', 'MODEL'), inputs.get('cond1', 'CONDITIONING'), {
        negative: inputs.get('negative', 'CONDITIONING'),
        cfg: inputs.number('cfg_conds'),
      }),
    ],
  }),
  BasicGuider: (inputs) => ({
    outputs: [
      guide(inputs.get('model', 'MODEL'), inputs.get('conditioning', 'CONDITIONING'), {
        negative: nothing,
        cfg: 1,
      }),
    ],
  }),
  RandomNoise: (inputs) => ({ outputs: [{ kind: 'NOISE', seed: inputs.seed('noise_seed') }] }),
  DisableNoise: () => ({ outputs: [{ kind: 'NOISE', seed: '0' }] }),
}
