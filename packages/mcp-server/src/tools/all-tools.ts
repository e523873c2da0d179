import type { Tool } from '../tool.ts'
import { cancelJob } from './cancel-job.ts'
import { editImage } from './edit-image.ts'
import { generateImage } from './generate-image.ts'
import { getBatch } from './get-batch.ts'
import { getImageMetadata } from './get-image-metadata.ts'
import { getJob } from './get-job.ts'
import { listJobs } from './list-jobs.ts'
import { listModels } from './list-models.ts'
import { listWorkflows } from './list-workflows.ts'
import { regenerate } from './regenerate.ts'
import { runWorkflow } from './run-workflow.ts'
import { searchGallery } from './search-gallery.ts'
import { submitBatch } from './submit-batch.ts'
import { uploadImage } from './upload-image.ts'
import { upscaleImage } from './upscale-image.ts'
import { viewImage } from './view-image.ts'
import { waitForJob } from './wait-for-job.ts'

/** In the order in which clients show them. */
export const allTools: readonly Tool[] = [
  generateImage,
  editImage,
  upscaleImage,
  listWorkflows,
  runWorkflow,
  getJob,
  waitForJob,
  cancelJob,
  listJobs,
  submitBatch,
  getBatch,
  listModels,
  searchGallery,
  viewImage,
  getImageMetadata,
  regenerate,
  uploadImage,
]
