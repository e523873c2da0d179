import { ArrowLeft, Clapperboard, Trash2 } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { useLocation } from 'wouter'
import type { Store } from '../../api/store.ts'
import { recommendedOf } from '../../create/model-settings.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { useToasts } from '../../ui/use-toasts.ts'
import { draftAddress } from './addresses.ts'
import { FrameList } from './frame-list.tsx'
import type { OwnOptions } from './frame-own.tsx'
import { forgetDraft, keepDraft } from './kept-drafts.ts'
import { StoryAbout } from './story-about.tsx'
import type { StoryDraft } from './story-draft.ts'
import css from './story-editor.module.css'
import { StoryRefusal } from './story-refusal.tsx'
import { changesPrevious } from './story-request.ts'
import { StorySettings } from './story-settings.tsx'
import { inputsOfFrame } from './story-workflow.ts'
import { useStoryEditor } from './use-story-editor.ts'

interface StoryEditorProps {
  readonly id: string
  readonly store: Store<StoryDraft>
}

const makes = (count: number): string => (count === 1 ? 'Make 1 picture' : `Make ${count} pictures`)

/** The frames of a story before they are made: all of them can be changed. */
export const StoryEditor = ({ id, store }: StoryEditorProps) => {
  const editor = useStoryEditor(id, store)
  const { draft, chosen, sending } = editor
  const { frames, settings } = draft
  const form = useRef<HTMLFormElement>(null)
  const [, navigate] = useLocation()
  const toasts = useToasts()
  const { details } = chosen
  const { negative_prompt, seed, steps, cfg } = settings
  const isChanging = changesPrevious(draft)
  const { known } = editor.workflow
  const isByModel = draft.workflow === undefined
  const options = useMemo((): OwnOptions => {
    const recommended = recommendedOf(details)
    const { denoise } = draft
    return {
      all: {
        negative_prompt,
        seed,
        denoise,
        steps: steps ?? recommended.steps,
        cfg: cfg ?? recommended.cfg,
      },
      details,
      changesPrevious: isChanging,
      workflow: isByModel
        ? undefined
        : {
            inputs: inputsOfFrame(known?.inputs ?? []),
            hidden: inputsOfFrame(known?.hidden ?? []),
          },
    }
  }, [details, negative_prompt, seed, draft.denoise, steps, cfg, isChanging, known, isByModel])

  const press = (): void => {
    editor.press()
    const first = frames.find(({ prompt }) => prompt.trim() === '')
    if (first === undefined) return
    const row = form.current?.querySelector(`[data-frame="${CSS.escape(first.id)}"]`)
    row?.querySelector('textarea')?.focus()
  }
  const discard = (): void => {
    forgetDraft(id)
    navigate('/stories?new=1')
    toasts.show({
      title: 'Draft thrown away',
      action: {
        label: 'Undo',
        run: () => {
          keepDraft(id, draft)
          navigate(draftAddress(id))
        },
      },
    })
  }

  return (
    <form
      ref={form}
      className={css.editor}
      noValidate
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
        event.preventDefault()
        press()
      }}
    >
      <PageHeader
        title="Frames"
        detail={`${frames.length}, not sent`}
        className={css.header}
        actions={
          <>
            <Button to="/stories" variant="plain" size="small" icon={<ArrowLeft aria-hidden />}>
              All stories
            </Button>
            <IconButton
              size="small"
              label="Throw this draft away"
              icon={<Trash2 aria-hidden />}
              onClick={discard}
            />
          </>
        }
      />
      <div className={css.frames}>
        <StoryAbout draft={draft} />
        <FrameList
          frames={frames}
          actions={editor.frames}
          problemsOf={editor.problemsOfFrame}
          options={options}
        />
      </div>
      <StorySettings editor={editor} />
      <div className={css.send}>
        {sending.problem !== undefined && (
          <StoryRefusal
            problem={sending.problem}
            left={editor.left}
            sequenceId={draft.sequence_id}
            onTake={editor.take}
            retry={sending.retry}
            onDismiss={sending.forget}
            onSendAnew={() => {
              editor.change({ sequence_id: undefined })
              press()
            }}
          />
        )}
        <Button
          variant="primary"
          size="large"
          wide
          busy={editor.isBusy}
          disabled={frames.length === 0}
          icon={<Clapperboard aria-hidden />}
          trailing={<Kbd keys="Ctrl+Enter" className={css.keys} />}
          onClick={press}
        >
          {makes(frames.length)}
        </Button>
      </div>
    </form>
  )
}
