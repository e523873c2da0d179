import { ArrowDown, ArrowUp, GripVertical, Plus, Trash2 } from 'lucide-react'
import { memo } from 'react'
import { longestPrompt } from '../../create/limits.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import type { FieldRefusal } from '../../ui/problem.ts'
import { TextArea } from '../../ui/text-area.tsx'
import type { Frame } from './frame.ts'
import css from './frame-card.module.css'
import { FrameOwn, type OwnOptions } from './frame-own.tsx'
import { sentencesOf } from './story-problems.ts'
import type { FrameActions } from './use-frames.ts'

export interface FrameCardProps {
  readonly frame: Frame
  /** From 0. */
  readonly place: number
  readonly isLast: boolean
  readonly problems: readonly FieldRefusal[] | undefined
  readonly actions: FrameActions
  readonly onMove: (id: string, place: number) => void
  readonly onRemove: (id: string) => void
  readonly onAdd: (after: string) => void
  readonly onDrag: (id: string | undefined) => void
  readonly options: OwnOptions
}

/** One frame: what is to be seen, what happens, and what is only so in it. */
export const FrameCard = memo(
  ({
    frame,
    place,
    isLast,
    problems = [],
    actions,
    onMove,
    onRemove,
    onAdd,
    onDrag,
    options,
  }: FrameCardProps) => {
    const { id } = frame
    const number = place + 1
    const errors = sentencesOf(problems)
    return (
      <article aria-label={`Frame ${number}`} className={css.card}>
        <div className={css.top}>
          <span
            className={css.grip}
            draggable
            aria-hidden
            onDragStart={(event) => {
              const card = event.currentTarget.closest('li')
              if (card !== null) event.dataTransfer.setDragImage(card, 12, 24)
              event.dataTransfer.effectAllowed = 'move'
              onDrag(id)
            }}
            onDragEnd={() => onDrag(undefined)}
          >
            <GripVertical />
            <span>{number}</span>
          </span>
          {frame.shot_type !== '' && <Badge className={css.shot}>{frame.shot_type}</Badge>}
          <span className={css.actions}>
            <IconButton
              size="small"
              label={`Move frame ${number} up`}
              shortcut="Alt+↑"
              icon={<ArrowUp aria-hidden />}
              disabled={place === 0}
              onClick={() => onMove(id, place - 1)}
            />
            <IconButton
              size="small"
              label={`Move frame ${number} down`}
              shortcut="Alt+↓"
              icon={<ArrowDown aria-hidden />}
              disabled={isLast}
              onClick={() => onMove(id, place + 1)}
            />
            <IconButton
              size="small"
              label={`Add a frame after frame ${number}`}
              icon={<Plus aria-hidden />}
              onClick={() => onAdd(id)}
            />
            <IconButton
              size="small"
              data-delete
              label={`Delete frame ${number}`}
              icon={<Trash2 aria-hidden />}
              onClick={() => onRemove(id)}
            />
          </span>
        </div>
        <TextArea
          label={`Prompt of frame ${number}`}
          hideLabel
          minRows={2}
          maxRows={10}
          maxLength={longestPrompt}
          placeholder="What is to be seen"
          value={frame.prompt}
          error={errors.prompt}
          onChange={(prompt) => actions.change(id, { prompt })}
        />
        <TextArea
          label={`Description of frame ${number}`}
          hideLabel
          minRows={1}
          maxRows={4}
          maxLength={longestPrompt}
          placeholder="What happens, for yourself"
          className={css.description}
          value={frame.description}
          error={errors.description}
          onChange={(description) => actions.change(id, { description })}
        />
        <FrameOwn
          {...{ frame, number, problems, options }}
          onChange={(change) => actions.change(id, change)}
        />
      </article>
    )
  },
)
FrameCard.displayName = 'FrameCard'
