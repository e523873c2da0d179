import type { Boot } from '../boot.ts'
import type { Route } from '../http/router.ts'
import { extraRoutes } from './extras.ts'
import { historyRoutes } from './history.ts'
import { internalRoutes } from './internal.ts'
import { jobRoutes } from './jobs.ts'
import { modelRoutes } from './models.ts'
import { objectInfoRoutes } from './object-info.ts'
import { promptRoutes } from './prompt.ts'
import { queueRoutes } from './queue.ts'
import { settingsRoutes } from './settings.ts'
import { systemRoutes } from './system.ts'
import { uploadRoutes } from './upload.ts'
import { userDataRoutes } from './user-data.ts'
import { viewRoutes } from './view.ts'

/** Every route of the server; each request calls `boot` anew, since a restart replaces it. */
export const createRoutes = ({
  boot,
  port,
}: {
  boot: () => Boot
  port: () => number
}): readonly Route[] => [
  ...promptRoutes(boot),
  ...queueRoutes(boot),
  ...historyRoutes(boot),
  ...jobRoutes(boot),
  ...viewRoutes(boot),
  ...uploadRoutes(boot),
  ...objectInfoRoutes(boot),
  ...modelRoutes(boot),
  ...systemRoutes(boot, port),
  ...settingsRoutes(boot),
  ...userDataRoutes(boot),
  ...internalRoutes(boot),
  ...extraRoutes(boot),
]
