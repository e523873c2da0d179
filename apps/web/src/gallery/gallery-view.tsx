import { Images, Trash2 } from 'lucide-react'
import { type KeyboardEvent, lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { useStore } from '../api/store.ts'
import type { GalleryImage } from '../api/types.ts'
import { useAnnounce } from '../ui/announce.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { createLaterPart } from '../ui/later-part.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { problemOf } from '../ui/problem.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { FilterBar } from './filter-bar.tsx'
import { isFiltered, readFilter, toQuery } from './gallery-filter.ts'
import { useFacets } from './gallery-pages.ts'
import styles from './gallery-view.module.css'
import { actionOf, type GridAction } from './grid-keys.ts'
import { ManyProgress, useRunningMany } from './many-progress.tsx'
import { useFreshList } from './new-pictures.ts'
import { NewPicturesButton } from './new-pictures-button.tsx'
import { PictureGrid } from './picture-grid.tsx'
import { useReading } from './reading.ts'
import { tileSize } from './tile-size.ts'
import { toSections } from './timeline.ts'
import { useManyActions } from './use-many-actions.ts'
import { useSelection } from './use-selection.ts'

const TrashView = lazy(async () => ({ default: (await import('./trash-view.tsx')).TrashView }))
const GalleryLightbox = lazy(async () => ({
  default: (await import('./gallery-lightbox.tsx')).GalleryLightbox,
}))
const SelectionBar = createLaterPart(async () => (await import('./selection-bar.tsx')).SelectionBar)

const Pictures = () => {
  const [search, setSearch] = useSearchParams()
  const [, navigate] = useLocation()
  const announce = useAnnounce()
  const words = search.toString()
  const filter = useMemo(() => readFilter(new URLSearchParams(words)), [words])
  const facets = useFacets(filter)
  const isReading = useReading()
  const size = useStore(tileSize)
  const actions = useManyActions()
  const running = useRunningMany()
  const [isAway, setAway] = useState(false)
  const onAway = useCallback((away: boolean) => setAway(away), [])
  const showNew = useFreshList(isAway)
  const [top, setTop] = useState(0)
  const total = facets.data?.days.reduce((sum, { count }) => sum + count, 0) ?? 0
  const sections = useMemo(() => {
    const days = facets.data?.days ?? []
    if (filter.sortBy !== 'timestamp') return toSections([], total)
    return toSections(filter.sortOrder === 'asc' ? days.toReversed() : days, total)
  }, [facets.data, filter, total])
  const selection = useSelection(filter, total)
  const [openAt, setOpenAt] = useState<number>()

  const open = (image: GalleryImage, place: number): void => {
    setOpenAt(place)
    setSearch((before) => {
      const next = new URLSearchParams(before)
      next.set('image', image.id)
      return next
    })
  }
  const close = (): void => {
    setOpenAt(undefined)
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        next.delete('image')
        return next
      },
      { replace: true },
    )
  }
  const chosen = (image: GalleryImage | undefined): readonly string[] => {
    if (selection.ids.length > 0) return selection.ids
    return image === undefined ? [] : [image.id]
  }
  const trash = async (ids: readonly string[]): Promise<void> => {
    selection.remove(await actions.trash(ids))
  }
  const toggleFavourite = (ids: readonly string[], image: GalleryImage | undefined): void => {
    const isFavourite = image?.metadata.favourite === true
    void actions.favourite(ids, !isFavourite)
    announce(isFavourite ? 'No favourite any more' : 'Favourite')
  }
  const onKey = (event: KeyboardEvent, image: GalleryImage | undefined): void => {
    const ids = chosen(image)
    const does = actionOf(event)
    if (does === undefined) return
    if (ids.length === 0 && does !== 'select-all') return
    event.preventDefault()
    const run: Readonly<Record<GridAction, () => void>> = {
      'select-all': () => void selection.all(),
      'select-none': selection.clear,
      trash: () => void trash(ids),
      favourite: () => toggleFavourite(ids, image),
    }
    run[does]()
  }
  const image = search.get('image')
  return (
    <div className={styles.view}>
      <PageHeader
        title="Gallery"
        detail={facets.data && <Count total={total} isReading={isReading} />}
        actions={
          <Button variant="plain" icon={<Trash2 aria-hidden />} to="/gallery?trash=1">
            Trash
          </Button>
        }
      >
        <FilterBar filter={filter} facets={facets.data} />
      </PageHeader>
      <div className={styles.body}>
        <NewPicturesButton
          onShow={() => {
            showNew()
            setTop((before) => before + 1)
          }}
        />
        {facets.error !== null && (
          <ProblemNote problem={problemOf(facets.error)} retry={() => void facets.refetch()} />
        )}
        {facets.data !== undefined && total === 0 && !isReading ? (
          <Nothing filtered={isFiltered(filter)} onClear={() => navigate('/gallery')} />
        ) : (
          <PictureGrid
            key={`${JSON.stringify(toQuery(filter))} ${top}`}
            filter={filter}
            sections={sections}
            size={size}
            selection={selection.value}
            onOpen={open}
            onSelect={(one, place, options) => void selection.select(one, place, options)}
            onKey={onKey}
            onAway={onAway}
          />
        )}
      </div>
      {running !== undefined && <ManyProgress running={running} />}
      {running === undefined && selection.ids.length > 0 && (
        <SelectionBar
          ids={selection.ids}
          facets={facets.data}
          onClear={selection.clear}
          onTrash={() => void trash(selection.ids)}
          onFavourite={() => void actions.favourite(selection.ids, true)}
          onDownload={() => void actions.download(selection.ids)}
          onMoved={selection.clear}
        />
      )}
      {image !== null && (
        <Suspense>
          <GalleryLightbox
            id={image}
            place={openAt}
            filter={filter}
            total={total}
            countedAt={facets.dataUpdatedAt}
            onClose={close}
          />
        </Suspense>
      )}
    </div>
  )
}

const Count = ({ total, isReading }: { readonly total: number; readonly isReading: boolean }) => (
  <>
    <span>{total.toLocaleString('en')}</span>
    {isReading && <span>, and the folder is still being read …</span>}
  </>
)

const Nothing = ({
  filtered,
  onClear,
}: {
  readonly filtered: boolean
  readonly onClear: () => void
}) =>
  filtered ? (
    <EmptyState
      icon={<Images />}
      title="No picture is like that."
      action={<Button onClick={onClear}>Clear the filters</Button>}
    />
  ) : (
    <EmptyState
      icon={<Images />}
      title="Every picture you make will be here."
      detail="So will those that you put into the gallery’s folder."
      action={
        <Button variant="primary" to="/">
          Make one
        </Button>
      }
    />
  )

/** All pictures, or the trash. */
export const GalleryView = () => {
  const [search] = useSearchParams()
  return search.get('trash') === '1' ? <TrashView /> : <Pictures />
}
