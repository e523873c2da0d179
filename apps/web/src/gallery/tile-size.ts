import { createStore, type Store } from '../api/store.ts'

export type TileSize = 'small' | 'medium' | 'large'

const key = 'darkroom.tile-size'

/** The least pixels of a tile's side; thumbnails have 300 on their longer side. */
const leastSide: Readonly<Record<TileSize, number>> = { small: 108, medium: 168, large: 256 }

/** Pixels between tiles. */
export const gap = 6

const read = (): TileSize => {
  const kept = localStorage.getItem(key)
  return kept === 'small' || kept === 'large' ? kept : 'medium'
}

/** How large tiles are, as the person left it. */
export const tileSize: Store<TileSize> = createStore(read())
tileSize.subscribe(() => localStorage.setItem(key, tileSize.get()))

/** How many tiles stand beside each other in a width, and the side of each, in pixels. */
export function toColumns(
  width: number,
  size: TileSize,
): { readonly columns: number; readonly side: number } {
  // On a phone the small ones are three in a row, and the large ones one.
  const least = Math.min(leastSide[size], Math.max(60, width))
  const columns = Math.max(1, Math.floor((width + gap) / (least + gap)))
  return { columns, side: (width - gap * (columns - 1)) / columns }
}
