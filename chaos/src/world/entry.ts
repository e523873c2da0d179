import { fileURLToPath } from 'node:url'

/** Source runs everywhere and can be patched; the built product starts sooner. */
export type Build = 'source' | 'dist'

const condition = (build: Build): readonly string[] =>
  build === 'source' ? ['--conditions=@darkroom/source'] : []

export const appArguments = (build: Build): readonly string[] => [
  ...condition(build),
  fileURLToPath(new URL('../child/app-child.ts', import.meta.url)),
]

export const simulatorArguments = (build: Build): readonly string[] => [
  ...condition(build),
  fileURLToPath(new URL('../child/simulator-child.ts', import.meta.url)),
]
