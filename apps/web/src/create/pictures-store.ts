import { createStore, type Store } from '../api/store.ts'
import { type InputPictures, noPictures, readPictures } from '../pictures/input-pictures.ts'
import { isRecord } from './draft.ts'

const key = 'darkroom.create.pictures'

/** What of it is still there, the server says. */
function kept(): InputPictures {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? '')
    if (!isRecord(found)) return noPictures
    return readPictures(found)
  } catch (error) {
    if (error instanceof SyntaxError) return noPictures
    throw error
  }
}

/** The pictures that go in, in this tab. */
export const pictures: Store<InputPictures> = createStore(kept())

pictures.subscribe(() => sessionStorage.setItem(key, JSON.stringify(pictures.get())))
