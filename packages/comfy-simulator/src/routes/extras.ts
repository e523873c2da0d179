import type { Boot } from '../boot.ts'
import { empty, json } from '../http/reply.ts'
import type { Route } from '../http/router.ts'

const assetsDisabled = {
  error: {
    code: 'SERVICE_DISABLED',
    message:
      'Assets system is disabled. Start the server with --enable-assets to use this feature.',
    details: {},
  },
}

/** What front ends ask for: nothing is installed, so there are no extensions, templates, translations or subgraphs. */
export const extraRoutes = (boot: () => Boot): readonly Route[] => {
  const ifNew = (answer: () => ReturnType<typeof json>) => () =>
    boot().machine.profile.hasNewFeatures ? answer() : empty(404)
  return [
    { method: 'GET', path: '/extensions', handle: () => json([]) },
    { method: 'GET', path: '/workflow_templates', handle: () => json({}) },
    { method: 'GET', path: '/i18n', handle: () => json({}) },
    { method: 'GET', path: '/global_subgraphs', handle: () => json({}) },
    { method: 'GET', path: '/node_replacements', handle: ifNew(() => json({})) },
    {
      method: 'GET',
      path: '/assets',
      isApiOnly: true,
      handle: ifNew(() => json(assetsDisabled, 503)),
    },
    {
      method: 'GET',
      path: '/tags',
      isApiOnly: true,
      handle: ifNew(() => json(assetsDisabled, 503)),
    },
  ]
}
