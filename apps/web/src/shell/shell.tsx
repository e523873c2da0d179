import { Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { views } from '../views.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { Navigation } from './navigation.tsx'
import styles from './shell.module.css'
import { ViewBoundary } from './view-boundary.tsx'

/** Navigation beside the view that the address names. */
export const Shell = () => (
  <div className={styles.shell}>
    <a className={styles.skip} href="#content">
      Skip to the content
    </a>
    <Navigation />
    <div className={styles.body}>
      <ConnectionBanner />
      <main id="content" className={styles.content} tabIndex={-1}>
        <Switch>
          {views.map(({ path, title, Component }) => (
            // A boundary for each: with one for all, the view before would live on, and write its address, until the code of the next is there.
            <Route key={path} path={path}>
              <ViewBoundary title={title}>
                <Suspense fallback={<p className={styles.loading}>Loading …</p>}>
                  <Component />
                </Suspense>
              </ViewBoundary>
            </Route>
          ))}
          <Route>
            <Redirect to="/" replace />
          </Route>
        </Switch>
      </main>
    </div>
  </div>
)
