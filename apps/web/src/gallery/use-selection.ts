import { useState } from 'react'
import type { GalleryImage } from '../api/types.ts'
import { useAnnounce } from '../ui/announce.tsx'
import { problemOf } from '../ui/problem.ts'
import { useToasts } from '../ui/use-toasts.ts'
import type { GalleryFilter } from './gallery-filter.ts'
import { loadRange } from './gallery-pages.ts'
import { nothingSelected, rangeOf, type Selection, toggled, withAll, without } from './selection.ts'

/** The most pictures that are selected at once, which is also the most that the API takes. */
const mostSelected = 10_000

export interface SelectOptions {
  readonly range: boolean
  /** Where a range begins when nothing was selected yet: the picture that had the focus. */
  readonly from?: number
}

export interface UsedSelection {
  readonly value: Selection
  readonly ids: readonly string[]
  /** Selects a picture or takes it out; with `range`, all from the one that was selected last. */
  select(image: GalleryImage, place: number, options: SelectOptions): Promise<void>
  /** Every picture of the list. */
  all(): Promise<void>
  clear(): void
  remove(ids: readonly string[]): void
}

/** What is selected of the list; ranges reach over pictures that nobody has looked at. */
export function useSelection(filter: GalleryFilter, total: number): UsedSelection {
  const [value, setValue] = useState(nothingSelected)
  const { show } = useToasts()
  const announce = useAnnounce()
  const addRange = async (range: { start: number; count: number }): Promise<void> => {
    if (range.count > mostSelected) {
      show({ title: `At most ${mostSelected.toLocaleString('en')} pictures are selected at once.` })
    }
    try {
      const count = Math.min(range.count, mostSelected)
      const images = await loadRange(filter, { ...range, count })
      setValue((before) =>
        withAll(
          before,
          images.map(({ id }) => id),
        ),
      )
      announce(`${images.length} pictures selected`)
    } catch (error) {
      show({
        tone: 'danger',
        title: 'They could not be selected.',
        detail: problemOf(error).detail,
      })
    }
  }
  return {
    value,
    ids: [...value.ids],
    async select(image, place, { range, from }) {
      const anchor = value.anchor ?? from
      if (!range || anchor === undefined) {
        setValue((before) => toggled(before, image.id, place))
        return
      }
      setValue(({ ids }) => ({ ids, anchor }))
      await addRange(rangeOf(anchor, place))
    },
    all: () => addRange({ start: 0, count: total }),
    clear: () => setValue(nothingSelected),
    remove: (ids) => setValue((before) => without(before, ids)),
  }
}
