import { createStore, type Store } from '../../api/store.ts'
import { readKept, writeKept } from '../../workflows/kept-state.ts'
import { readStoryDraft, type StoryDraft } from './story-draft.ts'

const prefix = 'darkroom.story.'

/** Drafts that are kept; the oldest goes when there is one more. */
const mostDrafts = 20

const stores = new Map<string, Store<StoryDraft>>()

export interface KeptDraft {
  readonly id: string
  readonly draft: StoryDraft
}

/** The drafts of this browser, the one changed last first. */
export const keptDrafts = (): readonly KeptDraft[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => {
      const draft = readKept(localStorage, key, readStoryDraft)
      return draft === undefined ? [] : [{ id: key.slice(prefix.length), draft }]
    })
    .toSorted((a, b) => b.draft.changed_at - a.draft.changed_at)

function follow(id: string, draft: StoryDraft): Store<StoryDraft> {
  const store = createStore(draft)
  stores.set(id, store)
  store.subscribe(() => {
    // A draft that was sent or thrown away stays away.
    if (stores.get(id) === store) writeKept(localStorage, prefix + id, store.get())
  })
  return store
}

/** A draft that is kept with each change, so that a reload loses nothing; undefined where there is none. */
export function openDraft(id: string): Store<StoryDraft> | undefined {
  const draft = readKept(localStorage, prefix + id, readStoryDraft)
  return stores.get(id) ?? (draft && follow(id, draft))
}

/** Keeps a draft, or puts one back. */
export function keepDraft(id: string, draft: StoryDraft): void {
  for (const { id: old } of keptDrafts().slice(mostDrafts - 1)) forgetDraft(old)
  writeKept(localStorage, prefix + id, draft)
  const store = stores.get(id)
  if (store === undefined) follow(id, draft)
  else store.set(draft)
}

export function forgetDraft(id: string): void {
  stores.delete(id)
  localStorage.removeItem(prefix + id)
}
