import { execFileSync } from 'node:child_process'
import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import dockerignore from '@balena/dockerignore'

export const repository: string = join(import.meta.dirname, '../../..')

/** Copies what Docker would be sent: the files of the repository that `.dockerignore` leaves. */
export async function copyContext(to: string): Promise<void> {
  const ignored = dockerignore.default().add(await readFile(join(repository, '.dockerignore'), 'utf8'))
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
    .split('\0')
    .filter((path) => path !== '')
  for (const path of ignored.filter(files)) {
    await cp(join(repository, path), join(to, path), { recursive: true, verbatimSymlinks: true })
  }
}
