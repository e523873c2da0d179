import { Link, useLocation } from 'wouter'
import { views } from '../views.tsx'
import styles from './navigation.module.css'
import { QueueCount } from './queue-count.tsx'

/** A rail beside the view, or a bar below it on a narrow screen. */
export const Navigation = () => {
  const [location] = useLocation()
  return (
    <nav className={styles.navigation} aria-label="Views">
      <ul className={styles.list}>
        {views.map(({ path, title, icon: Icon }) => (
          <li key={path}>
            <Link
              className={styles.link}
              href={path}
              aria-current={location === path ? 'page' : undefined}
            >
              <span className={styles.icon}>
                <Icon size={20} strokeWidth={1.75} aria-hidden />
                {path === '/queue' && <QueueCount />}
              </span>
              <span className={styles.title}>{title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
