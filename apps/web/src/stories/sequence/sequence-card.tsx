import { Film } from 'lucide-react'
import { Link } from 'wouter'
import { toUrl } from '../../api/base.ts'
import { Badge } from '../../ui/badge.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Progress } from '../../ui/progress.tsx'
import styles from './sequence-list.module.css'
import type { SequenceSummary } from './sequence-queries.ts'
import { countWords, isOpen, outlookOf, stateOf } from './sequence-words.ts'
import { titleOf } from './title-of.ts'

const time = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
})

/** By how many pictures there are. */
const layouts = [undefined, undefined, styles.two, styles.three, styles.two]

/** A sequence in the list: its first pictures, what it is called, and how it stands. */
export const SequenceCard = ({ sequence }: { readonly sequence: SequenceSummary }) => {
  const { sequence_id, description, thumbnails, created_at } = sequence
  const title = titleOf(description)
  const state = stateOf(sequence)
  const outlook = outlookOf(sequence)
  return (
    <Link href={`/stories?sequence=${sequence_id}`} className={styles.card}>
      <span className={classNames(styles.pictures, layouts[thumbnails.length])}>
        {thumbnails.length === 0 && <Film aria-hidden className={styles.none} />}
        {thumbnails.map((url) => (
          <img key={url} src={toUrl(url)} alt="" loading="lazy" decoding="async" />
        ))}
      </span>
      <span className={styles.words}>
        <span className={styles.title}>{title}</span>
        <span className={styles.detail}>
          <Badge tone={state.tone}>{state.text}</Badge>
          <span>{countWords(sequence)}</span>
          <time dateTime={created_at}>{time.format(new Date(created_at))}</time>
        </span>
        {isOpen(sequence) && (
          <>
            <Progress
              label={`Progress of ${title}`}
              value={sequence.completed_frames / Math.max(1, sequence.total_frames)}
              valueText={countWords(sequence)}
            />
            {outlook !== undefined && <span className={styles.detail}>{outlook}</span>}
          </>
        )}
      </span>
    </Link>
  )
}
