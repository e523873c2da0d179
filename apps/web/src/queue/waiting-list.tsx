import { Inbox } from 'lucide-react'
import { useState } from 'react'
import { useQueue } from '../api/queue.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { ListSection } from './list-section.tsx'
import { idOf, moved } from './rows.ts'
import { SelectionBar } from './selection-bar.tsx'
import { useMoves } from './use-moves.ts'
import { useRows } from './use-rows.ts'
import { VirtualRows } from './virtual-rows.tsx'

const many = new Intl.NumberFormat()

/** What waits, in the order in which it will run; each batch and story as one. */
export const WaitingList = () => {
  const [range, setRange] = useState({ start: 0, end: 0 })
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const { rows: known, isPending } = useRows(range)
  const moves = useMoves()
  const { data } = useQueue()
  const { queued = 0, processing = 0 } = data?.counts ?? {}
  const rows = moved(known, moves.pending)
  const shown = rows.filter((row) => row !== undefined)
  const chosen = shown.filter((row) => selected.has(idOf(row)))
  const toggle = (id: string, isOn: boolean) => {
    const next = new Set(selected)
    if (isOn) next.add(id)
    else next.delete(id)
    setSelected(next)
  }
  if (isPending) {
    return (
      <ListSection title="Waiting">
        <Skeleton shape="block" height={68} />
      </ListSection>
    )
  }
  if (rows.length === 0) {
    return processing > 0 ? null : (
      <EmptyState
        icon={<Inbox />}
        title="Nothing waits"
        detail="What you create is queued here, and runs one after the other."
        action={<Button to="/">Create a picture</Button>}
      />
    )
  }
  return (
    <ListSection title="Waiting" detail={many.format(queued)}>
      {chosen.length > 0 && <SelectionBar rows={chosen} onDone={() => setSelected(new Set())} />}
      <VirtualRows
        rows={rows}
        selected={selected}
        onSelect={toggle}
        onMove={(move) => moves.move(rows, move)}
        onRange={setRange}
      />
    </ListSection>
  )
}
