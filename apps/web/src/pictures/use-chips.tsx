import { Brush, Expand, Images, Wand, ZoomIn } from 'lucide-react'
import type { ReactNode } from 'react'
import { Segmented } from '../ui/segmented.tsx'
import type { Use } from './input-pictures.ts'
import { offeredUses, type PictureModel } from './offered-uses.ts'

interface UseChipsProps {
  readonly value: Use | undefined
  readonly onChange: (use: Use) => void
  readonly model: PictureModel | undefined
}

const words: Readonly<Record<Use, { readonly label: string; readonly icon: ReactNode }>> = {
  change: { label: 'Change it', icon: <Wand /> },
  repaint: { label: 'Repaint a part', icon: <Brush /> },
  extend: { label: 'Extend it', icon: <Expand /> },
  reference: { label: 'As reference', icon: <Images /> },
  upscale: { label: 'Upscale', icon: <ZoomIn /> },
}

/** What is to be done with the picture; what the model cannot do is there, and says why. */
export const UseChips = ({ value, onChange, model }: UseChipsProps) => {
  const offered = offeredUses(model)
  const reasons = [...new Set(offered.flatMap(({ reason }) => reason ?? []))]
  const chosen = offered.find(({ use }) => use === value)?.reason
  return (
    <Segmented
      label="What to do with it"
      layout="tiles"
      size="small"
      value={value ?? null}
      onChange={onChange}
      error={chosen}
      help={chosen === undefined && reasons.length > 0 ? reasons.join(' ') : undefined}
      options={offered.map(({ use, reason }) => ({
        value: use,
        ...words[use],
        disabled: reason !== undefined && use !== value,
      }))}
    />
  )
}
