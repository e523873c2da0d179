import {
  Ban,
  EllipsisVertical,
  FileArchive,
  Grid3x3,
  Images,
  MonitorPlay,
  Pause,
  Play,
  Shuffle,
  Trash2,
} from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { toUrl } from '../../api/base.ts'
import { useManyActions } from '../../gallery/use-many-actions.ts'
import { setGroupPaused } from '../../queue/actions.ts'
import { useAction } from '../../queue/use-action.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { cancelSequence, makeAgain } from './actions.ts'
import { archiveAddress } from './made-address.ts'
import type { PicturedFrame } from './pictured-frames.ts'
import styles from './sequence-page.module.css'
import type { Sequence } from './sequence-queries.ts'
import { countWords, isOpen, stateOf } from './sequence-words.ts'

interface SequenceHeaderProps {
  readonly sequence: Sequence
  readonly title: string
  readonly pictured: readonly PicturedFrame[]
  readonly onSheet: () => void
  readonly onPlay: () => void
}

const pictures = (count: number): string => (count === 1 ? '1 picture' : `${count} pictures`)

/** What a sequence is called, how it stands, and what can be done with all of it. */
export const SequenceHeader = ({
  sequence,
  title,
  pictured,
  onSheet,
  onPlay,
}: SequenceHeaderProps) => {
  const { sequence_id: id, paused, total_frames, completed_frames } = sequence
  const action = useAction('groups')
  const many = useManyActions()
  const [, navigate] = useLocation()
  const [asking, setAsking] = useState<'cancel' | 'trash'>()
  const open = isOpen(sequence)
  const state = stateOf(sequence)
  const none = pictured.length === 0
  const left = total_frames - completed_frames
  return (
    <PageHeader
      className={styles.header}
      title={title}
      detail={
        <>
          {countWords(sequence)} <Badge tone={state.tone}>{state.text}</Badge>
        </>
      }
      actions={
        <>
          <Button
            variant={none || open ? 'quiet' : 'primary'}
            icon={<MonitorPlay aria-hidden />}
            disabled={none}
            onClick={onPlay}
          >
            Slideshow
          </Button>
          <Button
            icon={<Grid3x3 aria-hidden />}
            disabled={none}
            onClick={onSheet}
            className={styles.wide}
          >
            Contact sheet
          </Button>
          {open && (
            <>
              <Button
                variant={paused ? 'primary' : 'quiet'}
                icon={paused ? <Play aria-hidden /> : <Pause aria-hidden />}
                busy={action.busy}
                onClick={() => action.run(() => setGroupPaused({ kind: 'sequence', id }, !paused))}
              >
                {paused ? 'Resume' : 'Pause'}
              </Button>
              <Button icon={<Ban aria-hidden />} onClick={() => setAsking('cancel')}>
                Cancel …
              </Button>
            </>
          )}
          <Menu
            align="end"
            trigger={<IconButton label="More" icon={<EllipsisVertical aria-hidden />} />}
            items={[
              {
                label: 'Contact sheet',
                icon: <Grid3x3 aria-hidden />,
                disabled: none,
                onSelect: onSheet,
              },
              {
                label: 'Again with other seeds',
                icon: <Shuffle aria-hidden />,
                onSelect: () =>
                  action.run(async () => {
                    const other = await makeAgain(id)
                    navigate(`/stories?sequence=${other}`)
                  }, 'The same frames, with other seeds'),
              },
              {
                label: 'Download all pictures (ZIP)',
                icon: <FileArchive aria-hidden />,
                disabled: none,
                ...(!none && { href: toUrl(archiveAddress(id)), download: true }),
              },
              {
                label: 'Show them in the gallery',
                icon: <Images aria-hidden />,
                disabled: none,
                onSelect: () => navigate(`/gallery?sequence_id=${id}`),
              },
              {
                label: 'Move its pictures to the trash …',
                icon: <Trash2 aria-hidden />,
                danger: true,
                separated: true,
                disabled: none,
                onSelect: () => setAsking('trash'),
              },
            ]}
          />
          <Confirm
            open={asking === 'cancel'}
            onClose={() => setAsking(undefined)}
            title="Cancel what has not been made?"
            detail={`${left === 1 ? '1 frame' : `${left} frames`} will not be made. Finished pictures stay, and what was cancelled can be run again.`}
            confirmLabel="Cancel them"
            danger
            onConfirm={async () => {
              await cancelSequence(id)
              action.run(async () => {}, 'Cancelled')
            }}
          />
          <Confirm
            open={asking === 'trash'}
            onClose={() => setAsking(undefined)}
            title={`Move ${pictures(pictured.length)} to the trash?`}
            detail="They can be brought back from the trash. The story stays in the list, and its frames can be made anew."
            confirmLabel="Move them to the trash"
            danger
            onConfirm={async () => {
              await many.trash(pictured.map(({ image }) => image.id))
              action.run(async () => {})
            }}
          />
        </>
      }
    />
  )
}
