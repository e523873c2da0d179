import { galleryProblems } from './gallery/gallery-problems.ts'
import { generationProblems } from './generate/generation-problems.ts'
import type { ProblemRow } from './http/problem-table.ts'
import { httpProblems } from './http/to-problem.ts'
import { queueProblems } from './queue/queue-problems.ts'
import { storyProblems } from './stories/story-problems.ts'
import { templateProblems } from './templates/template-problems.ts'
import { thumbnailProblems } from './thumbnails/thumbnail-problems.ts'
import { uploadProblems } from './uploads/upload-problems.ts'
import { workflowProblems } from './workflows/workflow-problems.ts'

/** Every error with an answer of its own; a subclass stands before its base class. */
export const problemTable: readonly ProblemRow[] = [
  ...httpProblems,
  ...generationProblems,
  ...queueProblems,
  ...galleryProblems,
  ...thumbnailProblems,
  ...storyProblems,
  ...templateProblems,
  ...uploadProblems,
  ...workflowProblems,
]
