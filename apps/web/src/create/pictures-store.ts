import { createStore, type Store } from '../api/store.ts'
import { type InputPictures, noPictures } from '../pictures/input-pictures.ts'
import { isRecord } from './draft.ts'

const key = 'darkroom.create.pictures'

const words: ReadonlySet<string> = new Set([
  ...['workflow', 'image', 'denoise', 'mask', 'mask_mode', 'grow_mask', 'outpaint'],
  ...['references', 'control', 'upscale'],
])

/** What of it is still there, the server says. */
function kept(): InputPictures {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? '')
    if (!isRecord(found)) return noPictures
    return Object.fromEntries(Object.entries(found).filter(([word]) => words.has(word)))
  } catch (error) {
    if (error instanceof SyntaxError) return noPictures
    throw error
  }
}

/** The pictures that go in, in this tab. */
export const pictures: Store<InputPictures> = createStore(kept())

pictures.subscribe(() => sessionStorage.setItem(key, JSON.stringify(pictures.get())))
