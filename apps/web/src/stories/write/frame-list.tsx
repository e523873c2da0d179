import { Plus } from 'lucide-react'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { useAnnounce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { FieldRefusal } from '../../ui/problem.ts'
import { FrameCard } from './frame-card.tsx'
import css from './frame-list.module.css'
import type { OwnOptions } from './frame-own.tsx'
import { type Frames, mostFrames, placeInGap } from './frames.ts'
import type { FrameActions } from './use-frames.ts'
import { useKeptFocus } from './use-kept-focus.ts'

interface FrameListProps {
  readonly frames: Frames
  readonly actions: FrameActions
  readonly problemsOf: (id: string) => readonly FieldRefusal[] | undefined
  readonly options: OwnOptions
}

/** The frames in their order. They are moved by their grip, their buttons, or Alt and the arrows. */
export const FrameList = ({ frames, actions, problemsOf, options }: FrameListProps) => {
  const list = useRef<HTMLOListElement>(null)
  const [dragged, setDragged] = useState<string>()
  const [gap, setGap] = useState<number>()
  const announce = useAnnounce()
  const { keepFocus, focusOn } = useKeptFocus(list)
  const isFull = frames.length >= mostFrames

  const onMove = useCallback(
    (id: string, place: number) => {
      keepFocus()
      actions.moveTo(id, place)
      announce(`Now frame ${place + 1}.`)
    },
    [actions, announce, keepFocus],
  )
  const onAdd = useCallback(
    (after?: string) => focusOn(actions.add(after), 'textarea'),
    [actions, focusOn],
  )
  // Whoever deletes by keys goes on with the frame that is there now; its prompt would bring up the keys of a phone.
  const latest = useRef(frames)
  useLayoutEffect(() => {
    latest.current = frames
  })
  const onRemove = useCallback(
    (id: string) => {
      const place = latest.current.findIndex((frame) => frame.id === id)
      focusOn((latest.current[place + 1] ?? latest.current[place - 1])?.id, '[data-delete]')
      actions.remove(id)
    },
    [actions, focusOn],
  )
  const onDrag = useCallback((id: string | undefined) => {
    setDragged(id)
    setGap(undefined)
  }, [])

  return (
    <section aria-label="Frames" className={css.frames}>
      {frames.length === 0 && (
        <EmptyState title="No frames" detail="Add one, and say what is to be seen." />
      )}
      <ol ref={list} className={css.list}>
        {frames.map((frame, place) => (
          <li
            key={frame.id}
            data-frame={frame.id}
            className={classNames(
              css.row,
              dragged === frame.id && css.dragged,
              dragged !== undefined && gap === place && css.before,
              dragged !== undefined && gap === place + 1 && css.after,
            )}
            onKeyDown={(event) => {
              const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
              if (step === undefined || !event.altKey || event.ctrlKey || event.metaKey) return
              event.preventDefault()
              const to = place + step
              if (to >= 0 && to < frames.length) onMove(frame.id, to)
            }}
            onDragOver={(event) => {
              if (dragged === undefined) return
              event.preventDefault()
              const { top, height } = event.currentTarget.getBoundingClientRect()
              setGap(place + (event.clientY > top + height / 2 ? 1 : 0))
            }}
            onDrop={(event) => {
              if (dragged === undefined || gap === undefined) return
              event.preventDefault()
              actions.moveTo(dragged, placeInGap(frames, dragged, gap))
            }}
          >
            <FrameCard
              {...{ frame, place, actions, onMove, onRemove, onAdd, onDrag, options }}
              isLast={place === frames.length - 1}
              problems={problemsOf(frame.id)}
            />
          </li>
        ))}
      </ol>
      <Button
        wide
        icon={<Plus aria-hidden />}
        disabled={isFull}
        className={css.add}
        onClick={() => onAdd()}
      >
        {isFull ? `No more than ${mostFrames} frames` : 'Add a frame'}
      </Button>
    </section>
  )
}
