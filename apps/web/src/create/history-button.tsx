import { History } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { IconButton } from '../ui/icon-button.tsx'

const PromptHistory = lazy(async () => ({
  default: (await import('./prompt-history-popover.tsx')).PromptHistory,
}))

/** Opens the prompts of before; what shows them is loaded when it is first asked for. */
export const HistoryButton = ({ onPick }: { readonly onPick: (prompt: string) => void }) => {
  const [isWanted, setWanted] = useState(false)
  const button = (
    <IconButton
      size="small"
      label="Prompts of before"
      icon={<History aria-hidden />}
      onClick={() => setWanted(true)}
    />
  )
  if (!isWanted) return button
  return (
    <Suspense fallback={button}>
      <PromptHistory onPick={onPick} />
    </Suspense>
  )
}
