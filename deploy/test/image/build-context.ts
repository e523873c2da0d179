import { execFileSync } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import dockerignore from '@balena/dockerignore'

export const repository: string = join(import.meta.dirname, '../../..')

/** Copies what Docker would be sent: the files of the repository that `.dockerignore` leaves. */
export async function copyContext(to: string): Promise<void> {
  const ignored = dockerignore
    .default()
    .add(await readFile(join(repository, '.dockerignore'), 'utf8'))
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
    .split('\0')
    .filter((path) => path !== '')
  await mkdir(to, { recursive: true })
  execFileSync('xargs', ['-0', 'cp', '--parents', '--no-dereference', '-t', to, '--'], {
    cwd: repository,
    input: ignored.filter(files).join('\0'),
  })
}
