import type { Findings } from '../findings.ts'
import { toAmount, toPositive, toResolution, toSeed, toSize, toText } from '../values.ts'
import { type GraphNode, input, isLink } from './graph.ts'
import { isTextual, textOf } from './node-text.ts'
import { polarityOf } from './polarity.ts'
import { resolveName, resolveNumber, resolveSeed } from './resolve.ts'
import type { Walk } from './walk.ts'

const promptKeys = ['prompt', 'prompt_text', 'text_prompt', 'edit_instruction'] as const
/** What a node that looks at a picture is told to look for is no prompt. */
const looking = /segment|\bsam\d?\b|detect|dino|mask|caption|describe|matting|ocr|vqa|question/i
/** Inputs that only something that makes pictures has. */
const making =
  /^(?:seed|n|num(?:ber_of)?_images|aspect_ratio|ratio|size|size_preset|resolution|duration(?:_seconds)?|quality|negative_prompt|guidance(?:_scale)?|cfg_scale|model|model_name|image_size|width)$/

/**
 * Whether a node makes a picture of a prompt by itself, as those do that call a service: it is told a prompt, and is given
 * neither a model nor a conditioning. Services keep an option's own inputs behind a dot, as in `model.prompt`.
 */
export function isPromptNode(node: GraphNode): boolean {
  if (looking.test(node.type) || promptKey(node) === undefined) return false
  const isLocal = node.links.some(
    ({ key }) => /(?:^|_)(?:model|clip|vae)$|pipe/i.test(key) || polarityOf(key) !== undefined,
  )
  return !isLocal && node.keys.some((key) => making.test(lastPart(key)))
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1)
}

function promptKey(node: GraphNode): string | undefined {
  return keysOf(node, promptKeys).find((key) => isTextual(input(node, key)))
}

/** The node's inputs of these names, behind a dot or not, in the order of the names. */
function keysOf(node: GraphNode, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => node.keys.filter((key) => lastPart(key) === name))
}

/** Reads what such a node was told: prompt, negative prompt, model and seed are its own inputs. */
export function readPromptNode(walk: Walk, node: GraphNode): Findings {
  const keys = (...names: readonly string[]): readonly string[] => keysOf(node, names)
  const text = (key: string | undefined): string | undefined =>
    key === undefined ? undefined : textOf(walk, input(node, key), 'positive').trim()
  const prompt = text(promptKey(node))
  const negativeKey = keys('negative_prompt')[0]
  return {
    source: 'comfyui',
    prompt: prompt === '' ? undefined : prompt,
    negative_prompt: text(negativeKey),
    model: toText(resolveName(walk, node, keys('model', 'model_name').filter(isNamed(node)))),
    seedText: toSeed(resolveSeed(walk, node, keys('seed'))),
    steps: toPositive(resolveNumber(walk, node, keys('steps', 'num_inference_steps'))),
    cfg: toAmount(resolveNumber(walk, node, keys('cfg_scale', 'guidance_scale', 'cfg'))),
    guidance: toAmount(resolveNumber(walk, node, keys('guidance'))),
    resolution: sizeOf(walk, node),
  }
}

function isNamed(node: GraphNode): (key: string) => boolean {
  return (key) => isLink(input(node, key)) || typeof input(node, key) === 'string'
}

function sizeOf(walk: Walk, node: GraphNode): Findings['resolution'] {
  const width = resolveNumber(walk, node, keysOf(node, ['width']))
  const height = resolveNumber(walk, node, keysOf(node, ['height']))
  const text = keysOf(node, ['size', 'resolution', 'image_size']).map((key) => input(node, key))
  const written = text.flatMap(
    (value) => toSize(typeof value === 'string' ? value : undefined) ?? [],
  )
  return written[0] ?? toResolution(width, height)
}
