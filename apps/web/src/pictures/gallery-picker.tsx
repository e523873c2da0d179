import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Images, Search } from 'lucide-react'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { answer } from '../api/answer.ts'
import { toUrl } from '../api/base.ts'
import { api } from '../api/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { problemOf } from '../ui/problem.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './gallery-picker.module.css'
import type { PictureReference } from './picture-reference.ts'
import { useColumns } from './use-columns.ts'

const pageSize = 120
const tile = 112
const gap = 6

const picturesQuery = (keyword: string) =>
  infiniteQueryOptions({
    queryKey: ['gallery', 'picker', keyword],
    queryFn: ({ pageParam: offset, signal }) =>
      answer(
        api.gallery.$get(
          {
            query: {
              offset: String(offset),
              limit: String(pageSize),
              media_type: 'image',
              ...(keyword !== '' && { keyword }),
            },
          },
          { init: { signal } },
        ),
      ),
    initialPageParam: 0,
    getNextPageParam: (last, _pages, offset) =>
      last.length < pageSize ? undefined : offset + pageSize,
    placeholderData: (before) => before,
  })

interface GalleryPickerProps {
  readonly onPick: (reference: PictureReference) => void
  readonly onClose: () => void
}

/** One picture of the gallery, found by words. */
export const GalleryPicker = ({ onPick, onClose }: GalleryPickerProps) => {
  const [words, setWords] = useState('')
  const keyword = useDeferredValue(words.trim())
  const found = useInfiniteQuery(picturesQuery(keyword))
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found
  const pictures = found.data?.pages.flat() ?? []
  const scroll = useRef<HTMLDivElement>(null)
  const columns = useColumns(scroll, tile + gap)
  const rows = useVirtualizer({
    count: Math.ceil(pictures.length / columns),
    getScrollElement: () => scroll.current,
    estimateSize: () => tile + gap,
    overscan: 3,
  })
  const shown = rows.getVirtualItems()
  const isAtEnd = (shown.at(-1)?.index ?? 0) >= rows.options.count - 3
  useEffect(() => {
    if (isAtEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [isAtEnd, hasNextPage, isFetchingNextPage, fetchNextPage])

  return (
    <Dialog
      open
      onClose={onClose}
      title="A picture of the gallery"
      size="large"
      className={styles.dialog}
    >
      <div className={styles.layout}>
        <TextField
          label="Search the gallery"
          hideLabel
          type="search"
          placeholder="Words of the prompt"
          icon={<Search aria-hidden />}
          value={words}
          onChange={setWords}
        />
        {found.error !== null && (
          <ProblemNote problem={problemOf(found.error)} retry={() => void found.refetch()} />
        )}
        {found.isPending && <Spinner />}
        {found.data !== undefined && pictures.length === 0 && (
          <EmptyState
            icon={<Images />}
            title={keyword === '' ? 'The gallery is empty.' : 'No picture has these words.'}
          />
        )}
        <div ref={scroll} className={styles.scroll}>
          <ul className={styles.rows} style={{ blockSize: rows.getTotalSize() }}>
            {shown.map(({ index, start }) => (
              <li
                key={index}
                className={styles.row}
                style={{ transform: `translateY(${start}px)` }}
              >
                {pictures.slice(index * columns, (index + 1) * columns).map((picture) => (
                  <button
                    key={picture.id}
                    type="button"
                    className={styles.tile}
                    aria-label={picture.prompt.slice(0, 140) || picture.filepath}
                    onClick={() => onPick({ gallery: picture.id })}
                  >
                    <img src={toUrl(picture.thumbnail_url)} alt="" decoding="async" />
                  </button>
                ))}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Dialog>
  )
}
