import { type Size, toPositive, toSize } from '../values.ts'
import { type GraphNode, input } from './graph.ts'

const presetKey = /resolution|aspect|dimension|preset|ratio|size/i

/**
 * The size that a node has in the words of a preset, such as "SDXL - 2:3 portrait 832x1216". It counts before the numbers
 * beside it, which are for the preset that is called "custom".
 */
export function presetSize(node: GraphNode): Size | undefined {
  for (const key of node.keys) {
    const value = node.inputs[key]
    const size = typeof value === 'string' && presetKey.test(key) ? toSize(value) : undefined
    if (size !== undefined) return changed(node, size)
  }
  return undefined
}

/** The size as the node's other inputs change it: turned, overridden, or made larger before it is used. */
function changed(node: GraphNode, { width, height }: Size): Size {
  const turned = [input(node, 'swap_dimensions'), input(node, 'swap'), input(node, 'invert')].some(
    (value) => value === true || value === 'On',
  )
  const factor = toPositive(input(node, 'prescale_factor')) ?? 1
  const scaled = (length: number): number => Math.floor(length * factor)
  return {
    width: toPositive(input(node, 'width_override')) ?? scaled(turned ? height : width),
    height: toPositive(input(node, 'height_override')) ?? scaled(turned ? width : height),
  }
}
