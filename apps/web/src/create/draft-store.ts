import { createStore, type Store } from '../api/store.ts'
import { type Draft, readDraft } from './draft.ts'

const key = 'darkroom.create'

/** Milliseconds after the last change until it is kept. */
const keepAfterMs = 300

function kept(): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '')
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The form, as it was when the page was left. */
export const draft: Store<Draft> = createStore(readDraft(kept()))

let timer: ReturnType<typeof setTimeout> | undefined

function keep(): void {
  clearTimeout(timer)
  timer = undefined
  localStorage.setItem(key, JSON.stringify(draft.get()))
}

draft.subscribe(() => {
  clearTimeout(timer)
  timer = setTimeout(keep, keepAfterMs)
})
// A tab that changed nothing keeps nothing: another may have.
addEventListener('pagehide', () => {
  if (timer !== undefined) keep()
})

export const changeDraft = (change: Partial<Draft>): void =>
  draft.set({ ...draft.get(), ...change })
