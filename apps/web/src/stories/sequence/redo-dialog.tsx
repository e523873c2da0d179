import { Dices, Lock } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useModels } from '../../api/models.ts'
import { useSamplers } from '../../api/samplers.ts'
import { limits, longestPrompt } from '../../create/limits.ts'
import { Button } from '../../ui/button.tsx'
import { ComboboxField } from '../../ui/combobox-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldRow } from '../../ui/field-row.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { type Problem, problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Section } from '../../ui/section.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { remakeFrame } from './actions.ts'
import styles from './redo-dialog.module.css'
import type { Frame } from './sequence-queries.ts'
import { draftOf, type FrameDraft, toFrameChange } from './to-frame-change.ts'

interface RedoDialogProps {
  readonly id: string
  readonly frame: Frame
  /** It was accepted. */
  readonly onSent: () => void
  readonly onClose: () => void
}

const toOptions = (names: readonly string[] = []) =>
  names.map((name) => ({ value: name, label: name }))

/** What is said of a number that the picture tells. */
const asItIs = (value: number | null | undefined): string =>
  value === null || value === undefined ? 'As it was' : `${value}, as it was`

interface SettingsProps {
  readonly frame: Frame
  readonly draft: FrameDraft
  readonly onChange: (change: Partial<FrameDraft>) => void
}

/** Settings that may differ from those that the frame was made with; what is left empty stays. */
const FrameSettings = ({ frame, draft, onChange }: SettingsProps) => {
  const { data: samplers } = useSamplers()
  const { data: models } = useModels()
  const { steps, cfg, sampler, scheduler } = frame.image?.parameters ?? {}
  const painters = useMemo(() => {
    const { base = [], merged = [], diffusion = [] } = models ?? {}
    return [...base, ...merged, ...diffusion].map(({ filename, display_name }) => ({
      value: filename,
      label: display_name,
    }))
  }, [models])
  const names = useMemo(
    () => ({
      samplers: toOptions(samplers?.samplers),
      schedulers: toOptions(samplers?.schedulers),
    }),
    [samplers],
  )
  return (
    <div className={styles.fields}>
      <ComboboxField
        label="Model"
        value={draft.model}
        options={painters}
        clearable
        placeholder={frame.image?.model || 'As it was'}
        onChange={(model) => onChange({ model })}
      />
      <FieldRow>
        <NumberField
          label="Steps"
          value={draft.steps}
          placeholder={asItIs(steps)}
          onChange={(value) => onChange({ steps: value })}
          {...limits.steps}
        />
        <NumberField
          label="CFG"
          value={draft.cfg}
          placeholder={asItIs(cfg)}
          onChange={(value) => onChange({ cfg: value })}
          {...limits.cfg}
        />
      </FieldRow>
      <FieldRow least={170}>
        <ComboboxField
          label="Sampler"
          value={draft.sampler}
          options={names.samplers}
          clearable
          placeholder={sampler || 'As it was'}
          onChange={(value) => onChange({ sampler: value })}
        />
        <ComboboxField
          label="Scheduler"
          value={draft.scheduler}
          options={names.schedulers}
          clearable
          placeholder={scheduler || 'As it was'}
          onChange={(value) => onChange({ scheduler: value })}
        />
      </FieldRow>
    </div>
  )
}

/** Asks how one frame is to be made anew. */
export const RedoDialog = ({ id, frame, onSent, onClose }: RedoDialogProps) => {
  const [draft, setDraft] = useState(() => draftOf(frame))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const change = (part: Partial<FrameDraft>) => setDraft({ ...draft, ...part })
  const { frame_number: number, seed, workflow, image } = frame
  const send = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      await remakeFrame({ id, number }, toFrameChange(draft, frame))
      onSent()
    } catch (cause) {
      setProblem(problemOf(cause))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      keepOnPressOutside
      title={`Make frame ${number} anew`}
      description={
        image === undefined
          ? 'The other frames stay as they are.'
          : 'Its picture stands until there is another, and stays in the gallery after. The other frames stay as they are.'
      }
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            busy={busy}
            disabled={draft.prompt.trim() === ''}
            onClick={() => void send()}
          >
            Make it anew
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <TextArea
          label="Prompt"
          value={draft.prompt}
          maxLength={longestPrompt}
          minRows={4}
          onChange={(prompt) => change({ prompt })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            if (!busy && draft.prompt.trim() !== '') void send()
          }}
        />
        {workflow !== '' && (
          <NumberField
            label="Seed"
            value={draft.seed}
            placeholder="A new one"
            min={0}
            max={limits.seed.max}
            steppers={false}
            onChange={(value) => change({ seed: value })}
            action={
              <>
                <IconButton
                  size="small"
                  label="A new seed"
                  icon={<Dices aria-hidden />}
                  pressed={draft.seed === null}
                  onClick={() => change({ seed: null })}
                />
                <IconButton
                  size="small"
                  label={`Keep its seed, ${seed}`}
                  icon={<Lock aria-hidden />}
                  pressed={draft.seed === seed}
                  onClick={() => change({ seed })}
                />
              </>
            }
          />
        )}
        {workflow === undefined ? (
          <Section title="Settings" summary="as they were">
            <FrameSettings frame={frame} draft={draft} onChange={change} />
          </Section>
        ) : (
          <p className={styles.note}>
            {workflow === ''
              ? 'A workflow makes it, with its own settings.'
              : `The workflow “${workflow}” makes it, with its own settings.`}
          </p>
        )}
        {problem !== undefined && <ProblemNote problem={problem} />}
      </div>
    </Dialog>
  )
}
