import { useQueryClient } from '@tanstack/react-query'
import { RefreshCw, Search } from 'lucide-react'
import { useState } from 'react'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { modelsQuery, useModels } from '../api/models.ts'
import { Button } from '../ui/button.tsx'
import { problemOf } from '../ui/problem.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { Section } from '../ui/section.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useToasts } from '../ui/use-toasts.ts'
import { ModelRow } from './model-row.tsx'
import styles from './model-shelf.module.css'
import { shelvesOf } from './shelves.ts'

/** So many are shown of a kind; the search finds the others. */
const mostShown = 100

const many = new Intl.NumberFormat()

/** The model files of all servers, by kind. */
export const ModelShelf = () => {
  const models = useModels()
  const [words, setWords] = useState('')
  const queryClient = useQueryClient()
  const toasts = useToasts()
  const refresh = async () => {
    try {
      const fresh = await answer(api.models.$get({ query: { refresh: 'true' } }))
      queryClient.setQueryData(modelsQuery.queryKey, fresh)
    } catch (error) {
      toasts.show({ title: problemOf(error).detail, tone: 'danger' })
    }
  }
  const shelves = models.data === undefined ? [] : shelvesOf(models.data, words)
  return (
    <section aria-labelledby="models-title" className={styles.shelf}>
      <div className={styles.top}>
        <h2 id="models-title" className={styles.title}>
          Models
        </h2>
        <TextField
          label="Search models"
          hideLabel
          type="search"
          placeholder="Search"
          icon={<Search aria-hidden />}
          value={words}
          onChange={setWords}
          className={styles.search}
        />
        <Button icon={<RefreshCw aria-hidden />} onClick={() => void refresh()}>
          Look again
        </Button>
      </div>
      {models.isPending && <Skeleton shape="block" height={120} />}
      {models.isError && (
        <ProblemNote problem={problemOf(models.error)} retry={() => void models.refetch()} />
      )}
      {models.data?.hint !== undefined && <p className={styles.quiet}>{models.data.hint}</p>}
      {models.data !== undefined && shelves.length === 0 && (
        <p className={styles.quiet}>No model has “{words}” in its name.</p>
      )}
      {shelves.map(({ title, models: found }) => (
        <Section
          key={`${title} ${words === ''}`}
          title={title}
          summary={many.format(found.length)}
          defaultOpen={words !== ''}
        >
          <ul>
            {found.slice(0, mostShown).map((model) => (
              <ModelRow key={model.filename} model={model} />
            ))}
          </ul>
          {found.length > mostShown && (
            <p className={styles.quiet}>
              {many.format(found.length - mostShown)} more; search for them by name.
            </p>
          )}
        </Section>
      ))}
    </section>
  )
}
