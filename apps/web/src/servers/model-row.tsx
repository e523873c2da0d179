import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import type { Model } from '../api/types.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { problemOf } from '../ui/problem.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { Truncated } from '../ui/truncated.tsx'
import styles from './model-row.module.css'

/** A model file; what is known of it is asked for when it is opened. */
export const ModelRow = ({ model }: { readonly model: Model }) => {
  const [open, setOpen] = useState(false)
  const { display_name } = model
  return (
    <li>
      <div className={styles.row}>
        <Truncated text={display_name} />
        <IconButton
          label={open ? `Fold ${display_name}` : `About ${display_name}`}
          icon={open ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
          size="small"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      </div>
      {open && <ModelFacts model={model} />}
    </li>
  )
}

const ModelFacts = ({ model: { category, filename } }: { readonly model: Model }) => {
  const { data, error } = useQuery({
    queryKey: ['models', category, filename],
    queryFn: () =>
      answer(
        api.models[':category'][':filename'].$get({
          param: { category, filename: encodeURIComponent(filename) },
        }),
      ),
    staleTime: 60_000,
  })
  if (error !== null) return <ProblemNote problem={problemOf(error)} />
  if (data === undefined) return <Spinner />
  const { servers, family, variant, companions = [] } = data
  const lacking = companions.filter(({ missing_on }) => missing_on.length > 0)
  return (
    <dl className={styles.facts}>
      <div>
        <dt>On</dt>
        <dd>{servers.join(', ')}</dd>
      </div>
      {family !== 'unknown' && (
        <div>
          <dt>Family</dt>
          <dd>{[family, variant].filter((word) => word !== undefined).join(', ')}</dd>
        </div>
      )}
      {lacking.map(({ what, folder, file, missing_on }) => (
        <div key={what}>
          <dt>Needs</dt>
          <dd>
            {what}: {missing_on.join(', ')} lacks it. Put {file} into its folder {folder}.
          </dd>
        </div>
      ))}
    </dl>
  )
}
