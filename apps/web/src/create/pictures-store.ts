import { createStore, type Store } from '../api/store.ts'
import { type InputPictures, noPictures } from '../pictures/input-pictures.ts'
import { readPictures } from '../pictures/read-pictures.ts'

const key = 'darkroom.create.pictures'

function kept(): InputPictures {
  try {
    return readPictures(JSON.parse(sessionStorage.getItem(key) ?? ''))
  } catch (error) {
    if (error instanceof SyntaxError) return noPictures
    throw error
  }
}

/** The pictures that go in, in this tab. */
export const pictures: Store<InputPictures> = createStore(kept())

pictures.subscribe(() => sessionStorage.setItem(key, JSON.stringify(pictures.get())))
