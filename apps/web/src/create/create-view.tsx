import { lazy, Suspense } from 'react'
import { DropAnywhere } from '../pictures/drop-anywhere.tsx'
import { hasPictures, withPictures } from '../pictures/input-pictures.ts'
import { InputPicturesPanel } from '../pictures/input-pictures-panel.tsx'
import type { PictureReference } from '../pictures/picture-reference.ts'
import { problemOf } from '../ui/problem.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import styles from './create-view.module.css'
import { GenerateBar } from './generate-bar.tsx'
import { ModelNotes, NoModels } from './model-notes.tsx'
import { PromptBox } from './prompt-box.tsx'
import { RefusalNote } from './refusal-note.tsx'
import { StagePanel } from './stage-panel.tsx'
import { useCreate } from './use-create.ts'
import { useEnds } from './use-ends.ts'
import { useFromAddress } from './use-from-address.ts'
import { useLatestJobs } from './use-latest-jobs.ts'
import { useRunningJob } from './use-running-job.ts'
import { useShownJob } from './use-shown-job.ts'
import { useWorkflowFiles } from './use-workflow-files.ts'

/** The fields come a moment after the prompt, which can be written meanwhile. */
const CreateForm = lazy(async () => ({
  default: (await import('./create-form.tsx')).CreateForm,
}))

/** The first thing a person sees: say it, and see it. */
export const CreateView = () => {
  const { data: jobs = [] } = useLatestJobs()
  const { onStage, show, follow } = useShownJob(jobs)
  const create = useCreate({ onAccepted: follow })
  const { draft, chosen, errors, sending } = create
  const { models, details } = chosen
  useRunningJob(onStage.job)
  useEnds()
  const addPictures = (added: readonly PictureReference[]): void =>
    create.changePictures(withPictures(create.pictures, added))
  const takeWorkflows = useWorkflowFiles()
  useFromAddress((gallery) => addPictures([{ gallery }]))

  const form = { draft, onChange: create.change, details, errors }
  const hasNone = models.data !== undefined && chosen.painters.length === 0
  return (
    <form
      className={styles.view}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
        event.preventDefault()
        create.generate()
      }}
    >
      <h1 className="visually-hidden">Create</h1>
      <div className={styles.prompt}>
        <PromptBox
          value={draft.prompt}
          onChange={(prompt) => create.change({ prompt })}
          wildcards={create.wildcards}
          error={errors.prompt}
        />
        <DropAnywhere
          hint="Drop a picture to start from it, or a workflow to open it"
          onPictures={addPictures}
          onFiles={(dropped) => void takeWorkflows(dropped)}
        />
        <InputPicturesPanel
          value={create.pictures}
          onChange={create.changePictures}
          model={details}
          errors={errors}
        />
        <GenerateBar
          count={draft.count}
          onCount={(count) => create.change({ count })}
          busy={create.isBusy}
          onGenerate={create.generate}
        />
        {sending.problem !== undefined && (
          <RefusalNote
            problem={sending.problem}
            taken={create.taken}
            onTake={create.take}
            onGenerate={create.generate}
            retry={sending.retry}
            onDismiss={sending.forget}
          />
        )}
        {models.error !== null && (
          <ProblemNote problem={problemOf(models.error)} retry={() => void models.refetch()} />
        )}
        {hasNone && <NoModels hint={models.data?.hint} />}
        <ModelNotes draft={draft} details={details} hasPictures={hasPictures(create.pictures)} />
      </div>
      <StagePanel
        jobs={jobs}
        onStage={onStage}
        onShow={show}
        onFollow={follow}
        onUseAsInput={(gallery) => addPictures([{ gallery }])}
      />
      <div className={styles.settings}>
        <Suspense>
          <CreateForm {...form} chosen={chosen} lastSeed={onStage.picture?.seed ?? undefined} />
        </Suspense>
      </div>
    </form>
  )
}
