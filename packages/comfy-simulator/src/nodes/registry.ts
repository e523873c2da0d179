import { arrangingNodes } from './arranging.ts'
import { audioNodes } from './audio.ts'
import { conditioningNodes } from './conditioning.ts'
import { runByRule } from './general-rule.ts'
import { imageNodes } from './images.ts'
import { latentNodes } from './latents.ts'
import { loaderNodes } from './loaders.ts'
import { maskNodes } from './masks.ts'
import type { NodeRun } from './node.ts'
import { primitiveNodes } from './primitives.ts'
import { samplingNodes } from './sampling.ts'
import { savingNodes } from './saving.ts'
import { scalingNodes } from './scaling.ts'
import { textNodes } from './texts.ts'
import { videoNodes } from './videos.ts'

/** The classes that do something of their own. */
const nodes: ReadonlyMap<string, NodeRun> = new Map(
  Object.entries({
    ...samplingNodes,
    ...loaderNodes,
    ...conditioningNodes,
    ...latentNodes,
    ...imageNodes,
    ...scalingNodes,
    ...arrangingNodes,
    ...maskNodes,
    ...primitiveNodes,
    ...textNodes,
    ...audioNodes,
    ...videoNodes,
    ...savingNodes,
  }),
)

export const behaviourOf = (nodeClass: string): NodeRun => nodes.get(nodeClass) ?? runByRule
