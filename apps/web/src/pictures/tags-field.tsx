import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { ComboboxField } from '../ui/combobox-field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import styles from './tags-field.module.css'

interface TagsFieldProps {
  readonly label: string
  readonly hideLabel?: boolean | undefined
  readonly tags: readonly string[]
  readonly onChange: (tags: readonly string[]) => void
  readonly placeholder?: string | undefined
}

/** The tags there are, of all pictures, with their counts. */
const useKnownTags = () =>
  useQuery({
    queryKey: ['gallery', 'tags'],
    queryFn: ({ signal }) => answer(api.gallery.facets.$get({ query: {} }, { init: { signal } })),
    select: ({ tags }) => tags,
    staleTime: 60_000,
  })

/** Tags: those that are set as words with a cross, and a box to add one that exists or a new one. */
export const TagsField = ({
  label,
  hideLabel,
  tags,
  onChange,
  placeholder = 'Add a tag …',
}: TagsFieldProps) => {
  const { data: known = [] } = useKnownTags()
  const add = (tag: string) => {
    if (tag !== '' && !tags.includes(tag)) onChange([...tags, tag])
  }
  return (
    <div className={styles.field}>
      <ComboboxField
        label={label}
        hideLabel={hideLabel}
        value={null}
        placeholder={placeholder}
        empty="Type to make a new tag."
        options={known
          .filter(({ value }) => !tags.includes(value))
          .map(({ value, count }) => ({
            value,
            label: value,
            detail: count.toLocaleString('en'),
          }))}
        onChange={(tag) => add(tag ?? '')}
        onCreate={add}
      />
      {tags.length > 0 && (
        <ul className={styles.tags} aria-label={`${label}: chosen`}>
          {tags.map((tag) => (
            <li key={tag} className={styles.tag}>
              {tag}
              <IconButton
                size="small"
                label={`Take out the tag ${tag}`}
                icon={<X aria-hidden />}
                className={styles.cross}
                onClick={() => onChange(tags.filter((each) => each !== tag))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
