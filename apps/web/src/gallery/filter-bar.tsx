import { ArrowDownUp, Heart, Search, X } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useSearchParams } from 'wouter'
import { useStore } from '../api/store.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu } from '../ui/menu.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Toolbar } from '../ui/toolbar.tsx'
import styles from './filter-bar.module.css'
import { FilterPopover } from './filter-popover.tsx'
import { type FilterKey, filterKeys, type GalleryFilter, withWord } from './gallery-filter.ts'
import type { Facets } from './gallery-pages.ts'
import { orderings } from './orderings.ts'
import { tileSize } from './tile-size.ts'

/** Milliseconds after the last letter until it is searched. */
const typingMs = 100

const labels: Readonly<Record<FilterKey, string>> = {
  keyword: 'Search',
  model: 'Model',
  lora: 'LoRA',
  sampler: 'Sampler',
  source: 'Made with',
  media_type: 'Type',
  tag: 'Tag',
  favourite: 'Favourites',
  folder: 'Folder',
  batch_id: 'Batch',
  sequence_id: 'Story',
  date_from: 'From',
  date_to: 'To',
  min_width: 'Width from',
  max_width: 'Width to',
  min_height: 'Height from',
  max_height: 'Height to',
}

const shownValue = (key: FilterKey, value: string): string =>
  key === 'model' || key === 'lora' ? value.replace(/\.safetensors$/, '') : value

/** What is searched, filtered and how it is sorted: all of it in the address. */
export const FilterBar = ({
  filter,
  facets,
}: {
  readonly filter: GalleryFilter
  readonly facets: Facets | undefined
}) => {
  const [, setSearch] = useSearchParams()
  const size = useStore(tileSize)
  const set = (key: FilterKey | 'sort_by' | 'sort_order', value: string | undefined): void =>
    setSearch((before) => withWord(before, key, value), { replace: key === 'keyword' })
  const { keyword = '' } = filter.words
  const [typed, setTyped] = useState(keyword)
  const search = useEffectEvent(() => {
    if (typed.trim() !== keyword) set('keyword', typed.trim())
  })
  useEffect(() => {
    // Each letter begins the wait anew.
    void typed
    const timer = setTimeout(() => search(), typingMs)
    return () => clearTimeout(timer)
  }, [typed])
  // The address can change by itself, by the browser's back button.
  const [known, setKnown] = useState(keyword)
  if (known !== keyword) {
    setKnown(keyword)
    if (typed.trim() !== keyword) setTyped(keyword)
  }
  const chips = filterKeys.filter(
    (key) => key !== 'keyword' && key !== 'favourite' && filter.words[key] !== undefined,
  )
  const onlyFavourites = filter.words.favourite === 'true'
  return (
    <div className={styles.bar}>
      <TextField
        label="Search prompts"
        hideLabel
        type="search"
        className={styles.search}
        placeholder="Search prompts"
        icon={<Search aria-hidden size={16} />}
        value={typed}
        onChange={setTyped}
      />
      <Toolbar label="Filters" className={styles.tools}>
        <IconButton
          label="Only favourites"
          icon={<Heart aria-hidden />}
          pressed={onlyFavourites}
          onClick={() => set('favourite', onlyFavourites ? undefined : 'true')}
        />
        <FilterPopover filter={filter} facets={facets} onSet={set} />
        <Menu
          trigger={<IconButton label="Sort" icon={<ArrowDownUp aria-hidden />} />}
          items={orderings.map(({ label, sortBy, sortOrder }) => ({
            label,
            checked: filter.sortBy === sortBy && filter.sortOrder === sortOrder,
            onSelect: () =>
              setSearch((before) =>
                withWord(withWord(before, 'sort_by', sortBy), 'sort_order', sortOrder),
              ),
          }))}
        />
        <Segmented
          label="Size of the tiles"
          hideLabel
          size="small"
          className={styles.sizes}
          value={size}
          onChange={(next) => tileSize.set(next)}
          options={[
            { value: 'small', label: 'S' },
            { value: 'medium', label: 'M' },
            { value: 'large', label: 'L' },
          ]}
        />
      </Toolbar>
      {chips.length > 0 && (
        <ul className={styles.chips} aria-label="Filters that are on">
          {chips.map((key) => (
            <li key={key}>
              <Button
                size="small"
                trailing={<X aria-hidden />}
                aria-label={`Remove the filter ${labels[key]} ${filter.words[key]}`}
                onClick={() => set(key, undefined)}
              >
                {labels[key]}: {shownValue(key, filter.words[key] ?? '')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
