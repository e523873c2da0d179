import { EllipsisVertical, RotateCw, WandSparkles, X } from 'lucide-react'
import { useLocation } from 'wouter'
import { downloadUrl } from '../../pictures/download-url.ts'
import { cancelJob } from '../../queue/actions.ts'
import { useAction } from '../../queue/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { MenuItem } from '../../ui/menu-items.tsx'
import { Truncated } from '../../ui/truncated.tsx'
import { remakeFrame } from './actions.ts'
import styles from './frame-card.module.css'
import { FramePicture } from './frame-picture.tsx'
import type { FrameStanding } from './frame-standing.ts'
import type { Frame } from './sequence-queries.ts'

export interface FrameCardProps {
  readonly id: string
  readonly frame: Frame
  readonly standing: FrameStanding
  /** As a data URL, while it is made. */
  readonly preview: string | undefined
  /** When the server told of it, in milliseconds. */
  readonly toldAt: number
  /** Whether its sequence is paused: nothing of it is made anew then. */
  readonly paused: boolean
  readonly onOpen: () => void
  readonly onRedo: () => void
}

/** One frame: what it shows or how far it is, what it tells, and what can be done with it. */
export const FrameCard = ({
  id,
  frame,
  standing,
  preview,
  toldAt,
  paused,
  onOpen,
  onRedo,
}: FrameCardProps) => {
  const action = useAction('groups')
  const [, navigate] = useLocation()
  const { frame_number: number, description, prompt, shot_type, seed, image, workflow } = frame
  const { openJob } = standing
  const remake = (change: object, done: string) =>
    action.run(() => remakeFrame({ id, number }, change), done)
  // Where a picture stands, trying again by its seed would make just this one.
  const canTryAgain =
    image === undefined && (standing.kind === 'failed' || standing.kind === 'cancelled')
  const items: readonly MenuItem[] = [
    {
      label: 'Another seed',
      disabled: paused || openJob !== undefined,
      onSelect: () => remake({}, `Frame ${number} is made with another seed`),
    },
    ...(image === undefined
      ? []
      : [
          { label: 'Use in Create', onSelect: () => navigate(`/?from=${image.id}`) },
          { label: 'Use as input', onSelect: () => navigate(`/?image=${image.id}`) },
          { label: 'Download', href: downloadUrl(image.image_url), download: true },
        ]),
  ]
  return (
    <article className={styles.card} aria-label={`Frame ${number}`}>
      <FramePicture {...{ frame, standing, preview, toldAt, onOpen }} />
      <div className={styles.words}>
        <div className={styles.top}>
          <Truncated text={description || prompt} lines={3} className={styles.description} />
        </div>
        <details className={styles.prompt}>
          <summary>Prompt</summary>
          <p>{prompt}</p>
          <p className={styles.facts}>
            {[shot_type, workflow, `seed ${seed}`].filter(Boolean).join(' · ')}
          </p>
        </details>
        <div className={styles.actions}>
          <div className={styles.buttons}>
            {openJob === undefined ? (
              <>
                {canTryAgain && (
                  <Button
                    size="small"
                    icon={<RotateCw aria-hidden />}
                    busy={action.busy}
                    disabled={paused}
                    onClick={() =>
                      remake(
                        workflow === undefined ? { parameters: { seed } } : {},
                        `Frame ${number} is tried again`,
                      )
                    }
                  >
                    Try again
                  </Button>
                )}
                <Button
                  size="small"
                  icon={<WandSparkles aria-hidden />}
                  disabled={paused}
                  onClick={onRedo}
                >
                  Make anew …
                </Button>
              </>
            ) : (
              <Button
                size="small"
                icon={<X aria-hidden />}
                busy={action.busy}
                onClick={() => action.run(() => cancelJob(openJob), `Frame ${number} is cancelled`)}
              >
                Cancel
              </Button>
            )}
          </div>
          <Menu
            align="end"
            trigger={
              <IconButton
                label={`More for frame ${number}`}
                size="small"
                icon={<EllipsisVertical aria-hidden />}
              />
            }
            items={items}
          />
        </div>
      </div>
    </article>
  )
}
