import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { IconButton } from '../../ui/icon-button.tsx'
import { Truncated } from '../../ui/truncated.tsx'
import { useToasts } from '../../ui/use-toasts.ts'
import { draftAddress } from './addresses.ts'
import css from './draft-list.module.css'
import { forgetDraft, type KeptDraft, keepDraft, keptDrafts } from './kept-drafts.ts'
import { nameOfDraft } from './story-draft.ts'

const frames = (count: number): string => (count === 1 ? '1 frame' : `${count} frames`)

/** The drafts of this browser that were not sent yet. */
export const DraftList = () => {
  const [drafts, setDrafts] = useState(keptDrafts)
  const toasts = useToasts()
  const remove = ({ id, draft }: KeptDraft): void => {
    forgetDraft(id)
    setDrafts(keptDrafts())
    toasts.show({
      title: 'Draft thrown away',
      action: {
        label: 'Undo',
        run: () => {
          keepDraft(id, draft)
          setDrafts(keptDrafts())
        },
      },
    })
  }
  if (drafts.length === 0) return null
  return (
    <section aria-labelledby="drafts" className={css.drafts}>
      <h2 id="drafts" className={css.title}>
        Not sent yet
      </h2>
      <ul>
        {drafts.map((kept) => {
          const name = nameOfDraft(kept.draft)
          return (
            <li key={kept.id} className={css.row}>
              <Link href={draftAddress(kept.id)} className={css.link}>
                <Truncated text={name} />
                <span className={css.count}>{frames(kept.draft.frames.length)}</span>
              </Link>
              <IconButton
                size="small"
                label={`Throw away the draft ${name.slice(0, 60)}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => remove(kept)}
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
