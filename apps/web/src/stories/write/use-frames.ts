import { useMemo } from 'react'
import type { Store } from '../../api/store.ts'
import { useToasts } from '../../ui/use-toasts.ts'
import type { Frame } from './frame.ts'
import { added, changed, type Frames, inserted, moved, removed } from './frames.ts'
import type { StoryDraft } from './story-draft.ts'

export interface FrameActions {
  readonly change: (id: string, change: Partial<Frame>) => void
  readonly moveTo: (id: string, place: number) => void
  readonly remove: (id: string) => void
  /** @returns the id of the new frame, which is behind that one, or at the end. */
  readonly add: (after?: string) => string
}

/** What is done with the frames of a draft; the same functions each time, so that a card is drawn anew only when its frame changes. */
export function useFrames(store: Store<StoryDraft>, onChanged: (id: string) => void): FrameActions {
  const toasts = useToasts()
  return useMemo(() => {
    const set = (change: (frames: Frames) => Frames): void => {
      const draft = store.get()
      const frames = change(draft.frames)
      if (frames !== draft.frames) store.set({ ...draft, frames, changed_at: Date.now() })
    }
    return {
      change: (id, change) => {
        onChanged(id)
        set((frames) => changed(frames, id, change))
      },
      moveTo: (id, place) => set((frames) => moved(frames, id, place)),
      remove: (id) => {
        const { frames } = store.get()
        const place = frames.findIndex((frame) => frame.id === id)
        const frame = frames[place]
        if (frame === undefined) return
        set((all) => removed(all, id))
        toasts.show({
          title: `Frame ${place + 1} deleted`,
          action: { label: 'Undo', run: () => set((all) => inserted(all, frame, place)) },
        })
      },
      add: (after) => {
        const [frames, { id }] = added(store.get().frames, after)
        set(() => frames)
        return id
      },
    }
  }, [store, onChanged, toasts])
}
