import * as galleryStore from '@darkroom/gallery-store'
import * as generation from '@darkroom/generation'
import * as inputPictures from '@darkroom/input-pictures'
import * as jobQueue from '@darkroom/job-queue'
import * as promptTemplates from '@darkroom/prompt-templates'
import * as sceneProducer from '@darkroom/scene-producer'
import * as thumbnails from '@darkroom/thumbnails'
import * as workflowFiles from '@darkroom/workflow-files'
import { expect, test } from 'vitest'
import { problemTable } from './problem-table.ts'

type ErrorClass = abstract new (...args: never[]) => Error

const isErrorClass = (value: unknown): value is ErrorClass =>
  typeof value === 'function' && value.prototype instanceof Error

const is = (errorClass: ErrorClass, base: ErrorClass): boolean =>
  errorClass === base || errorClass.prototype instanceof base

/** Errors that are 500, for callers can do nothing about them, or that routes never meet or answer themselves. */
const without: readonly ErrorClass[] = [
  galleryStore.GalleryError,
  galleryStore.GalleryClosedError,
  galleryStore.MetadataModuleError,
  // Event streams answer with `reset`.
  galleryStore.EventGapError,
  jobQueue.EventGapError,
  generation.GenerationError,
  jobQueue.QueueError,
  jobQueue.CorruptJournalError,
  jobQueue.DuplicateIdError,
  jobQueue.InvalidJobError,
  jobQueue.JournalPoisonedError,
  jobQueue.JournalVersionError,
  // The queue decides again.
  jobQueue.OvertakenError,
  jobQueue.QueueClosedError,
  jobQueue.QueueLockedError,
  inputPictures.InputPictureError,
  sceneProducer.SceneProducerError,
  // Thrown only while the configuration is read, before anything is served.
  sceneProducer.SceneProducerSpecError,
]

const errorClasses = [
  galleryStore,
  generation,
  inputPictures,
  jobQueue,
  promptTemplates,
  sceneProducer,
  thumbnails,
  workflowFiles,
].flatMap((library) => Object.values<unknown>({ ...library }).filter(isErrorClass))

test('every error of the libraries is in the table, or is left out on purpose', () => {
  expect(errorClasses.length).toBeGreaterThan(40)
  const missing = errorClasses.filter(
    (errorClass) =>
      !without.includes(errorClass) && !problemTable.some((row) => is(errorClass, row.errorClass)),
  )
  expect(missing.map(({ name }) => name)).toEqual([])
  const needless = without.filter((errorClass) =>
    problemTable.some((row) => is(errorClass, row.errorClass)),
  )
  expect(needless.map(({ name }) => name)).toEqual([])
})

test('a row stands before those of the classes that its own extends', () => {
  const hidden = problemTable.filter((row, index) =>
    problemTable.slice(0, index).some((before) => is(row.errorClass, before.errorClass)),
  )
  expect(hidden.map(({ errorClass }) => errorClass.name)).toEqual([])
})
