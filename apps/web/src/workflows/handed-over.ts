import { createStore } from '../api/store.ts'

/** Files that are workflows and were given to another view, on their way to this one. */
export const handedOver = createStore<readonly File[]>([])
