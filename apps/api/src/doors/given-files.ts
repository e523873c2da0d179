import { DoorError, type GraphFile } from '@darkroom/door-ports'
import type { Generation, GivenFile } from '@darkroom/generation'

const notGiven = (why: string): DoorError =>
  new DoorError(400, 'invalid_input', `A file of the graph ${why}.`)

/**
 * Files as the queue has them. It counts pictures and videos, and a door all that a job made; a text is only had from where it is.
 */
export const toGivenFiles = (
  files: readonly GraphFile[],
  { generation }: { readonly generation: Pick<Generation, 'get'> },
): readonly GivenFile[] =>
  files.map((file) => {
    if ('upload' in file) return file
    const { name, job, index } = file
    const outputs = generation.get(job)?.outputs ?? []
    const output = outputs[index]
    if (output === undefined) {
      throw notGiven(`is output ${index} of job ${job}, which made ${outputs.length}`)
    }
    if (!output.inGallery) {
      throw notGiven(`is output ${index} of job ${job}, which is neither picture nor video`)
    }
    const before = outputs.slice(0, index).filter(({ inGallery }) => inGallery)
    return { name, job, index: before.length }
  })
