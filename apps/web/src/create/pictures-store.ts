import { createStore, type Store } from '../api/store.ts'
import { type InputPictures, noPictures } from '../pictures/input-pictures.ts'

/** The pictures that go into the next one, for as long as the page is open. */
export const pictures: Store<InputPictures> = createStore(noPictures)
