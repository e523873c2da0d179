import { ComboboxField } from '../ui/combobox-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './filter-popover.module.css'
import type { FilterPopoverProps } from './filter-popover.tsx'
import type { FilterKey } from './gallery-filter.ts'
import type { Facets } from './gallery-pages.ts'

type Counts = readonly { readonly value: string; readonly count: number }[]

interface Choice {
  readonly key: FilterKey
  readonly label: string
  readonly counts: Counts
}

const choicesOf = (facets: Facets): readonly Choice[] => [
  { key: 'model', label: 'Model', counts: facets.models },
  { key: 'lora', label: 'LoRA', counts: facets.loras },
  { key: 'tag', label: 'Tag', counts: facets.tags },
  { key: 'folder', label: 'Folder', counts: facets.folders },
  { key: 'sampler', label: 'Sampler', counts: facets.samplers },
  { key: 'media_type', label: 'Type', counts: facets.media_types },
  { key: 'source', label: 'Made with', counts: facets.sources },
]

/** What is in the popover. */
export const FilterFields = ({ filter, facets, onSet }: FilterPopoverProps) => (
  <div className={styles.fields}>
    {facets !== undefined &&
      choicesOf(facets)
        .filter(({ key, counts }) => counts.length > 0 || filter.words[key] !== undefined)
        .map(({ key, label, counts }) => (
          <ComboboxField
            key={key}
            label={label}
            clearable
            placeholder="Any"
            value={filter.words[key] ?? null}
            onChange={(value) => onSet(key, value ?? undefined)}
            options={counts.map(({ value, count }) => ({
              value,
              label: value,
              detail: count.toLocaleString('en'),
            }))}
          />
        ))}
    <TextField
      label="From"
      type="date"
      value={filter.words.date_from ?? ''}
      onChange={(value) => onSet('date_from', value)}
    />
    <TextField
      label="To"
      type="date"
      value={filter.words.date_to ?? ''}
      onChange={(value) => onSet('date_to', value)}
    />
  </div>
)
