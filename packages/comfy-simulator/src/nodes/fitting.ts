import { PyError } from '../python/convert.ts'
import type { Architecture, Words } from './architectures.ts'
import type { NodeInputs } from './inputs.ts'
import type { ConditioningValue, GuiderValue, LatentValue, NamedValue } from './values.ts'

/** Raises as PyTorch does where what comes from one family meets a model of another. What is unknown is not checked. */
export function checkFit(
  { model: { architecture }, positive, negative, cfg }: GuiderValue,
  latent: LatentValue,
): void {
  if (architecture === undefined) return
  // Without guidance the negative side is not computed.
  for (const conditioning of cfg === 1 ? [positive] : [positive, negative]) {
    checkConditioning(conditioning, architecture)
  }
  const { channels, isEmpty } = latent
  // What is empty gets the channels that the model wants.
  if (!isEmpty && channels !== undefined) checkLatent(latent, channels, architecture)
}

function checkConditioning(
  { words, nets = [], seen = [] }: ConditioningValue,
  architecture: Architecture,
): void {
  if (words !== undefined) {
    for (const taker of [...nets, architecture]) checkWords(words, taker)
  }
  const other = seen.find((channels) => channels !== architecture.channels)
  if (other !== undefined) {
    throw new PyError(
      'RuntimeError',
      `The size of tensor a (${architecture.channels}) must match the size of tensor b (${other}) at non-singleton dimension 1`,
    )
  }
}

function checkWords(
  { width, tokens, pooled, hasLlama }: Words,
  { words, layer }: Architecture,
): void {
  if (width !== words.width) throw unmultiplied([tokens, width], [words.width, layer])
  if (pooled !== undefined && words.pooled !== undefined && pooled !== words.pooled) {
    throw unmultiplied([1, pooled], [words.pooled, layer])
  }
  if (words.hasLlama === true && hasLlama !== true) {
    throw new PyError('TypeError', "'NoneType' object is not subscriptable")
  }
}

function checkLatent(
  { pictures }: LatentValue,
  channels: number,
  { channels: wanted, layer, patch }: Architecture,
): void {
  if (channels === wanted) return
  const [height, width] = sidesOf(pictures[0])
  if (patch === 0) throw unconvolved([320, wanted, 3, 3], [2, channels, height, width])
  const area = patch * patch
  throw unmultiplied([Math.ceil((height * width) / area), channels * area], [wanted * area, layer])
}

/** What the text encoder of a node makes of its texts. */
export function wordsFrom(inputs: NodeInputs): Pick<ConditioningValue, 'words'> {
  const words = inputs.ofType('CLIP')[0]?.words
  if (words === null) {
    throw new PyError(
      'RuntimeError',
      'ERROR: clip input is invalid: None\n\nIf the clip is from a checkpoint loader node your checkpoint does not contain a valid clip or text encoder model.',
    )
  }
  return words === undefined ? {} : { words }
}

/** The channels of the latents that a node adds to a prompt: of those it is given, and of pictures that it encodes itself. */
export function seenBy(inputs: NodeInputs): Pick<ConditioningValue, 'seen'> {
  const encoders = inputs.all('IMAGE').length > 0 ? inputs.ofType('VAE') : []
  const latents = inputs.all('LATENT').filter(({ isEmpty }) => !isEmpty)
  const seen = [...encoders, ...latents].flatMap(({ channels }) => channels ?? [])
  return seen.length === 0 ? {} : { seen }
}

export function withSeen(cond: ConditioningValue, inputs: NodeInputs): ConditioningValue {
  const { seen } = seenBy(inputs)
  return seen === undefined ? cond : { ...cond, seen: [...(cond.seen ?? []), ...seen] }
}

/** Raises where a VAE is to decode latents of another. */
export function checkDecoding(
  { channels: wanted }: NamedValue,
  { channels, pictures }: LatentValue,
): void {
  if (wanted === undefined || channels === undefined || wanted === channels) return
  throw unconvolved([wanted, wanted, 1, 1], [1, channels, ...sidesOf(pictures[0])])
}

/** Height and width of the latent of a picture. */
const sidesOf = (
  picture: LatentValue['pictures'][number] | undefined,
): readonly [number, number] =>
  picture === undefined ? [64, 64] : [Math.ceil(picture.height / 8), Math.ceil(picture.width / 8)]

const unmultiplied = (one: readonly [number, number], other: readonly [number, number]): PyError =>
  new PyError(
    'RuntimeError',
    `mat1 and mat2 shapes cannot be multiplied (${one.join('x')} and ${other.join('x')})`,
  )

function unconvolved(weight: readonly number[], input: readonly number[]): PyError {
  const list = (numbers: readonly number[]): string => `[${numbers.join(', ')}]`
  return new PyError(
    'RuntimeError',
    `Given groups=1, weight of size ${list(weight)}, expected input${list(input)} to have ${weight[1]} channels, but got ${input[1]} channels instead`,
  )
}
