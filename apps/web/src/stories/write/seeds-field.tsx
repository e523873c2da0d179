import { Segmented } from '../../ui/segmented.tsx'
import type { SeedMode } from './story-draft.ts'

interface SeedsFieldProps {
  readonly value: SeedMode
  readonly onChange: (mode: SeedMode) => void
  readonly error: string | undefined
}

const modes: readonly { readonly value: SeedMode; readonly label: string }[] = [
  { value: 'fixed', label: 'The same' },
  { value: 'incremental', label: 'Counted up' },
  { value: 'random', label: 'Each its own' },
]

/** How the seeds of the frames follow from that of all. */
export const SeedsField = ({ value, onChange, error }: SeedsFieldProps) => (
  <Segmented<SeedMode>
    label="Seeds of the frames"
    size="small"
    options={modes}
    {...{ value, onChange, error }}
  />
)
