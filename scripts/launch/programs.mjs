/** The page is found by its place, and needs nothing that is built: packages that it has for its tests are left alone. */
const page = '@darkroom/web'

/**
 * The programs that `npm run` starts from the root: what is built first, as turbo's filters, and what Node is given then.
 *
 * @type {Readonly<Record<string, { build?: readonly string[], arguments: readonly string[] }>>}
 */
export const programs = {
  start: { build: ['@darkroom/api...', page], arguments: ['apps/api/dist/main.js'] },
  demo: { build: ['@darkroom/demo...', page], arguments: ['apps/demo/dist/main.js'] },
  simulator: {
    build: ['@darkroom/comfy-simulator...'],
    arguments: ['packages/comfy-simulator/dist/main.js'],
  },
  chaos: { build: ['@darkroom/chaos...'], arguments: ['chaos/src/main.ts'] },
  bench: {
    build: ['@darkroom/api...', '@darkroom/comfy-simulator...', page],
    arguments: ['bench/src/main.ts'],
  },
  dev: { arguments: ['--conditions=@darkroom/source', 'apps/dev/src/main.ts'] },
}
