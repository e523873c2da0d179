/**
 * The programs that `npm run` starts from the root: what is built first, and what Node is given then.
 *
 * @type {Readonly<Record<string, { build?: string, arguments: readonly string[] }>>}
 */
export const programs = {
  start: { build: '@darkroom/api', arguments: ['apps/api/dist/main.js'] },
  demo: { build: '@darkroom/demo', arguments: ['apps/demo/dist/main.js'] },
  simulator: {
    build: '@darkroom/comfy-simulator',
    arguments: ['packages/comfy-simulator/dist/main.js'],
  },
  chaos: { build: '@darkroom/chaos', arguments: ['chaos/src/main.ts'] },
  dev: { arguments: ['--conditions=@darkroom/source', 'apps/dev/src/main.ts'] },
}
