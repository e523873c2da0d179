import { useQuery } from '@tanstack/react-query'
import { History, Search } from 'lucide-react'
import { useState } from 'react'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Popover } from '../ui/popover.tsx'
import { TextField } from '../ui/text-field.tsx'
import { distinct, findPrompts, readPrompts } from './prompt-history.ts'
import styles from './prompt-history-popover.module.css'

const mostShown = 50
const mostAsked = '200'

/** The prompts of the newest pictures, whoever wrote them. */
const useGalleryPrompts = (enabled: boolean) =>
  useQuery({
    queryKey: ['gallery', 'prompts'],
    queryFn: async () => {
      const prompts = await answer(api.prompts.recent.$get({ query: { limit: mostAsked } }))
      return prompts.map(({ prompt }) => prompt)
    },
    enabled,
  })

/** What was written before: from here first, then what the gallery tells. */
export const PromptHistory = ({ onPick }: { readonly onPick: (prompt: string) => void }) => {
  // It is loaded because it was asked for.
  const [open, setOpen] = useState(true)
  const [search, setSearch] = useState('')
  const { data = [] } = useGalleryPrompts(open)
  const prompts = open ? findPrompts(distinct(readPrompts(), data), search) : []
  const close = (next: boolean) => {
    setOpen(next)
    setSearch('')
  }
  return (
    <Popover
      title="Prompts of before"
      align="end"
      open={open}
      onOpenChange={close}
      trigger={<IconButton size="small" label="Prompts of before" icon={<History aria-hidden />} />}
    >
      <TextField
        label="Search the prompts"
        hideLabel
        type="search"
        icon={<Search aria-hidden />}
        placeholder="Search…"
        value={search}
        onChange={setSearch}
      />
      {prompts.length === 0 ? (
        <p className={styles.none}>
          {search === '' ? 'Nothing was asked for yet.' : 'No prompt has these words.'}
        </p>
      ) : (
        <ul className={styles.list}>
          {prompts.slice(0, mostShown).map((prompt) => (
            <li key={prompt}>
              <Button
                variant="plain"
                wide
                className={styles.prompt}
                onClick={() => {
                  onPick(prompt)
                  close(false)
                }}
              >
                {prompt}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  )
}
