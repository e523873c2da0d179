import { exactDigits, type Json } from '@darkroom/foundation'
import type { PlacedNode } from '../subgraphs/scope.ts'
import type { NodeWidgets } from '../widgets/node-widgets.ts'
import { formatDate } from './format-date.ts'

/** Classes in whose `filename_prefix` the editor puts values for `%Name.widget%` and `%date:…%`. */
export const savingClasses: ReadonlySet<string> = new Set([
  'SaveImage',
  'SaveVideo',
  'SaveAnimatedWEBP',
  'SaveAnimatedPNG',
  'SaveWEBM',
  'SaveAudio',
  'SaveGLB',
  'CLIPSave',
  'VAESave',
  'ModelSave',
  'LoraSave',
  'SaveLatent',
])

/** The property by which a node is named in such a text. */
const nameProperty = 'Node name for S&R'

/** Fills in what stands between percent signs; what it does not know stays, and the server fills in width and height. */
export class TextReplacements {
  readonly #nodes: readonly PlacedNode[]
  readonly #widgets: NodeWidgets
  readonly #now: Date | undefined

  constructor(
    nodes: readonly PlacedNode[],
    { widgets, now }: { widgets: NodeWidgets; now: Date | undefined },
  ) {
    this.#nodes = nodes
    this.#widgets = widgets
    this.#now = now
  }

  apply(text: string): string {
    return text.replaceAll(/%([^%]+)%/g, (pattern: string, inside: string) => {
      const [name = '', widget, more] = inside.split('.')
      if (widget === undefined || more !== undefined) return this.#date(name) ?? pattern
      return this.#value(name, widget) ?? pattern
    })
  }

  #date(name: string): string | undefined {
    if (this.#now === undefined || !name.startsWith('date:')) return undefined
    return formatDate(name.slice('date:'.length), this.#now)
  }

  #value(name: string, widget: string): string | undefined {
    const placed =
      this.#nodes.find(({ node }) => node.properties[nameProperty] === name) ??
      this.#nodes.find((it) => titleOf(it) === name)
    const found = placed && this.#widgets.find(placed, widget)
    if (found === undefined) return undefined
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters have no place in a file's name
    return toText(found.value).replaceAll(/[/?<>\\:*|"\x00-\x1F\x7F]/g, '_')
  }
}

export const titleOf = ({ node, prepared, definition }: PlacedNode): string =>
  node.title ?? prepared?.definition.displayName ?? definition?.name ?? node.type

const toText = (value: Json | undefined): string => exactDigits(value) ?? String(value ?? '')
