import { EllipsisVertical, Pause, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Queue } from '../api/types.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu } from '../ui/menu.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { cancelWaiting, setPaused } from './actions.ts'
import { useAction } from './use-action.ts'

const many = new Intl.NumberFormat()

/** The title with the counts, pause and resume, and what is done to all that waits. */
export const QueueHeader = ({ queue }: { readonly queue: Queue | undefined }) => {
  const action = useAction()
  const [asking, setAsking] = useState(false)
  const { queued = 0, processing = 0 } = queue?.counts ?? {}
  const paused = queue?.paused ?? false
  return (
    <PageHeader
      title="Queue"
      detail={queue && `${many.format(processing)} running · ${many.format(queued)} waiting`}
      actions={
        <>
          <Button
            variant={paused ? 'primary' : 'quiet'}
            icon={paused ? <Play aria-hidden /> : <Pause aria-hidden />}
            busy={action.busy}
            disabled={queue === undefined}
            onClick={() => action.run(() => setPaused(!paused))}
          >
            {paused ? 'Resume' : 'Pause'}
          </Button>
          <Menu
            align="end"
            trigger={<IconButton label="More" icon={<EllipsisVertical aria-hidden />} />}
            items={[
              {
                label: 'Cancel all that waits …',
                icon: <Trash2 aria-hidden />,
                danger: true,
                disabled: queued === 0,
                onSelect: () => setAsking(true),
              },
            ]}
          />
          <Confirm
            open={asking}
            onClose={() => setAsking(false)}
            title={`Cancel ${many.format(queued)} waiting ${queued === 1 ? 'job' : 'jobs'}?`}
            detail="What runs goes on. The newest cancelled jobs stay in the list below, where they can be run again."
            confirmLabel="Cancel them"
            danger
            onConfirm={async () => {
              const { cancelled } = await cancelWaiting()
              action.run(async () => {}, `Cancelled ${many.format(cancelled)}`)
            }}
          />
        </>
      }
    />
  )
}
