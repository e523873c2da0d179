import type { Job, JobOutput } from '@darkroom/door-ports'

/** What of a job is its answer: the pictures that it saves, else those that it shows, else whatever else it made. */
export function sentOutputs({ outputs }: Pick<Job, 'outputs'>): readonly JobOutput[] {
  const pictures = outputs.filter(({ kind }) => kind === 'image')
  const groups = [
    pictures.filter(({ type }) => type === 'output'),
    pictures,
    outputs.filter(({ kind }) => kind === 'video' || kind === 'audio' || kind === '3d'),
  ]
  return groups.find((group) => group.length > 0) ?? []
}
