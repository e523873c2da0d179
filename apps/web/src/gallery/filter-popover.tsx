import { SlidersHorizontal } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { createLaterPart } from '../ui/later-part.tsx'
import { Popover } from '../ui/popover.tsx'
import { Spinner } from '../ui/spinner.tsx'
import styles from './filter-popover.module.css'
import type { FilterKey, GalleryFilter } from './gallery-filter.ts'
import type { Facets } from './gallery-pages.ts'

const FilterFields = createLaterPart(
  async () => (await import('./filter-fields.tsx')).FilterFields,
  <Spinner label="Loading the filters" />,
)

export interface FilterPopoverProps {
  readonly filter: GalleryFilter
  readonly facets: Facets | undefined
  readonly onSet: (key: FilterKey, value: string | undefined) => void
}

/** Every filter, with how many pictures each value has. */
export const FilterPopover = (props: FilterPopoverProps) => (
  <Popover
    title="Filter"
    align="end"
    className={styles.popover}
    trigger={
      <Button variant="plain" icon={<SlidersHorizontal aria-hidden />}>
        Filter
      </Button>
    }
  >
    <FilterFields {...props} />
  </Popover>
)
