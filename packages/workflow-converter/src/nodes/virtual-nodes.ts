/**
 * Nodes that exist in the editor only, by class. `object_info` does not list them, so the extensions' own ones stand here:
 * `pass` hands on the input of the same number, `get` what the set node of the same name takes, `none` nothing.
 */
export type VirtualNode = 'pass' | 'get' | 'none'

const rgthree = [
  'Label',
  'Bookmark',
  'Fast Groups Muter',
  'Fast Groups Bypasser',
  'Fast Muter',
  'Fast Bypasser',
  'Fast Actions Button',
  'Node Collector',
  'Node Combiner',
  'Mute / Bypass Repeater',
  'Mute / Bypass Relay',
  'Random Unmuter',
].map((name): [string, VirtualNode] => [`${name} (rgthree)`, 'none'])

export const primitiveClass = 'PrimitiveNode'

const virtualNodes: ReadonlyMap<string, VirtualNode> = new Map<string, VirtualNode>([
  ['Note', 'none'],
  ['MarkdownNote', 'none'],
  [primitiveClass, 'none'],
  ['Reroute', 'pass'],
  // KJNodes, ComfyUI-Easy-Use
  ['SetNode', 'pass'],
  ['GetNode', 'get'],
  ['easy setNode', 'pass'],
  ['easy getNode', 'get'],
  ['Reroute (rgthree)', 'pass'],
  ...rgthree,
  ['easy bookmark', 'none'],
  // comfy_mtb
  ['Note Plus (mtb)', 'none'],
])

export const virtualNode = (type: string): VirtualNode | undefined => virtualNodes.get(type)

/** Classes of extensions that draw links when a prompt is queued: the file does not have them. */
const linkDrawing: ReadonlySet<string> = new Set([
  'Anything Everywhere',
  'Anything Everywhere3',
  'Anything Everywhere?',
  'Prompts Everywhere',
  'Seed Everywhere',
])

export const drawsLinks = (type: string): boolean => linkDrawing.has(type)

/** What a get node looks for: the set node of its extension with the same first value. */
export const setNodes: ReadonlyMap<string, string> = new Map([
  ['GetNode', 'SetNode'],
  ['easy getNode', 'easy setNode'],
])
