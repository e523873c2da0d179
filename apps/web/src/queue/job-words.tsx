import { toUrl } from '../api/base.ts'
import type { Job } from '../api/types.ts'
import { Badge } from '../ui/badge.tsx'
import { Truncated } from '../ui/truncated.tsx'
import { inWords } from './duration.ts'
import { modelName } from './model-name.ts'
import styles from './row-words.module.css'
import { whyOf } from './why.ts'

/** A waiting job in words: what it is to make, why it waits, and until when. */
export const JobWords = ({ job }: { readonly job: Job }) => {
  const { prompt, model, given_urls = [], priority, eta_seconds } = job
  const given = given_urls[0]
  return (
    <div className={styles.row}>
      {given !== undefined && (
        <img src={toUrl(given)} alt="What goes in" loading="lazy" className={styles.thumbnail} />
      )}
      <div className={styles.words}>
        <div className={styles.title}>
          <Truncated text={prompt || model || 'A workflow'} />
          {priority !== 0 && <Badge>priority {priority}</Badge>}
        </div>
        <p className={styles.detail}>
          <span>{whyOf(job)}</span>
          {eta_seconds !== undefined && <span>done in about {inWords(eta_seconds)}</span>}
          {prompt !== '' && model !== '' && (
            <Truncated text={modelName(model)} className={styles.model} />
          )}
        </p>
      </div>
    </div>
  )
}
