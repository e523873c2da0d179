import { sep } from 'node:path'
import type { Plugin } from 'postcss'

/** From weak to strong; what is in none, the views' own styles, is the strongest. */
const layers = 'base, shared, kit'

/** The layer of a file by where it lies. */
function layerOf(file: string): string | undefined {
  const path = file.split(sep).join('/')
  if (path.endsWith('/src/styles/base.css')) return 'base'
  // Classes that several components of the kit build on.
  if (/\/src\/ui\/(?:control|popup)\.module\.css$/.test(path)) return 'shared'
  return path.includes('/src/ui/') ? 'kit' : undefined
}

/** Puts styles into cascade layers: which of two rules counts must not depend on which file of a divided page came last. */
export const cssLayers: Plugin = {
  postcssPlugin: 'darkroom:css-layers',
  Once(root, { atRule }) {
    const layer = layerOf(root.source?.input.file ?? '')
    if (layer === undefined) return
    const own = atRule({ name: 'layer', params: layer, nodes: root.nodes })
    root.removeAll()
    root.append(atRule({ name: 'layer', params: layers }), own)
  },
}
