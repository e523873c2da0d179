import { Budget } from '../budget.ts'
import type { Findings } from '../findings.ts'
import { looksLikeJson } from '../json.ts'
import { toTime } from '../values.ts'
import { isA1111, readA1111 } from './a1111.ts'
import { readComfyui } from './comfyui.ts'
import { readDrawThings } from './draw-things.ts'
import { readEasyDiffusion } from './easy-diffusion.ts'
import { commentNames, EmbeddedTexts } from './embedded-texts.ts'
import { readFooocus } from './fooocus.ts'
import { readInvokeai } from './invokeai.ts'
import { readAnonymous, readHfSpace } from './json-comment.ts'
import { readNovelai } from './novelai.ts'
import { readRuinedFooocus } from './ruined-fooocus.ts'
import { readStabilityMatrix } from './stability-matrix.ts'
import { readSwarmui } from './swarmui.ts'
import { readTensorart } from './tensorart.ts'

/** Readers for tools that name themselves. Swarm comes before ComfyUI, since its files may have a graph, too. */
const named = [
  readNovelai,
  readInvokeai,
  readSwarmui,
  readTensorart,
  readStabilityMatrix,
  readRuinedFooocus,
  readFooocus,
  readEasyDiffusion,
  readHfSpace,
  readDrawThings,
] as const

/** The longest bare prompt under A1111's keyword, in characters. */
const longestProse = 100_000

/**
 * Reads all texts of a file, the most trusted first. A graph comes before an A1111 text: in files with both, the text
 * was made by a node that often knew less.
 */
export function readTexts(
  texts: ReadonlyMap<string, string>,
  fileName: string,
  budget: Budget = new Budget(),
): readonly Findings[] {
  if (texts.size === 0) return []
  const embedded = new EmbeddedTexts(texts)
  const found: Findings[] = []
  for (const read of named) {
    const findings = read(embedded)
    if (findings !== undefined) found.push(findings)
  }
  found.push(...readComfyui(embedded, fileName, budget))
  const settings = readSettings(embedded)
  if (settings !== undefined) found.push(settings)
  if (found.length === 0) found.push(readAnonymous(embedded) ?? {})
  const rest = readRest(embedded)
  if (rest !== undefined) found.push(rest)
  return found
}

function readSettings(texts: EmbeddedTexts): Findings | undefined {
  for (const name of commentNames) {
    const text = texts.get(name)
    if (text !== undefined && isA1111(text)) return readA1111(text)
  }
  // This keyword holds prose, even a bare prompt, only from A1111 and its relatives.
  const parameters = texts.get('parameters')
  const isProse = parameters !== undefined && !looksLikeJson(parameters)
  return isProse ? readA1111(parameters.slice(0, longestProse)) : undefined
}

function readRest(texts: EmbeddedTexts): Findings | undefined {
  const postprocessing = texts.get('postprocessing')
  const time = texts.get('DateTimeOriginal') ?? texts.get('DateTime')
  if (postprocessing === undefined && time === undefined) return undefined
  return {
    createdAt: toTime(time),
    extra: postprocessing === undefined ? undefined : { postprocessing },
  }
}
