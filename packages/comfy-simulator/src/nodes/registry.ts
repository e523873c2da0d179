import { conditioningNodes } from './conditioning.ts'
import { imageNodes } from './images.ts'
import { latentNodes } from './latents.ts'
import { loaderNodes } from './loaders.ts'
import type { NodeRun } from './node.ts'
import { primitiveNodes } from './primitives.ts'
import { samplingNodes } from './sampling.ts'

/** Every node class that the simulator can run. */
export const nodes: ReadonlyMap<string, NodeRun> = new Map(
  Object.entries({
    ...samplingNodes,
    ...loaderNodes,
    ...conditioningNodes,
    ...latentNodes,
    ...imageNodes,
    ...primitiveNodes,
  }),
)
