import { useQueryClient } from '@tanstack/react-query'
import { CirclePause, CirclePlay } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { useQueue } from '../api/queue.ts'
import type { Server } from '../api/types.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { problemOf } from '../ui/problem.ts'
import { Truncated } from '../ui/truncated.tsx'
import { useToasts } from '../ui/use-toasts.ts'
import { Device } from './device.tsx'
import styles from './server-card.module.css'
import { wordsOf } from './server-words.ts'

/** One ComfyUI: whether it answers, what it has, what it does. */
export const ServerCard = ({ server }: { readonly server: Server }) => {
  const { name, url, version, devices, problem, queue_remaining, request_id, status } = server
  const { word, tone, advice } = wordsOf(server)
  const { data } = useQueue()
  const job = data?.running.find((one) => one.request_id === request_id)
  const facts = [
    version !== '' && `ComfyUI ${version}`,
    queue_remaining !== null && queue_remaining > 0 && `${queue_remaining} in its own queue`,
  ].filter((fact) => fact !== false)
  return (
    <article className={styles.card} aria-label={name}>
      <header className={styles.top}>
        <h2 className={styles.name}>
          <Truncated text={name} />
        </h2>
        <Badge tone={tone} dot>
          {word}
        </Badge>
      </header>
      <p className={styles.facts}>
        <a href={url} target="_blank" rel="noreferrer">
          {url}
        </a>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {problem !== undefined && <p className={styles.problem}>{problem}</p>}
      {advice !== undefined && <p className={styles.advice}>{advice}</p>}
      {devices.map((device) => (
        <Device key={device.name} device={device} />
      ))}
      {request_id !== undefined && (
        <p className={styles.work}>
          Works on <Link href="/queue">{job?.prompt || 'a job'}</Link>
        </p>
      )}
      {status !== 'duplicate' && <Drain name={name} isDraining={status === 'draining'} />}
    </article>
  )
}

/** Takes a server out of work, to be updated or used by somebody else, and back. */
const Drain = ({ name, isDraining }: { readonly name: string; readonly isDraining: boolean }) => {
  const [busy, setBusy] = useState(false)
  const queryClient = useQueryClient()
  const toasts = useToasts()
  const toggle = async () => {
    setBusy(true)
    try {
      const { drain, resume } = api.servers[':name']
      const sent = { param: { name } }
      await answer(isDraining ? resume.$post(sent) : drain.$post(sent))
      await queryClient.invalidateQueries({ queryKey: ['servers'] })
    } catch (error) {
      const { detail, hint } = problemOf(error)
      toasts.show({ title: detail, detail: hint, tone: 'danger' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      size="small"
      className={styles.drain}
      busy={busy}
      icon={isDraining ? <CirclePlay aria-hidden /> : <CirclePause aria-hidden />}
      onClick={() => void toggle()}
    >
      {isDraining ? 'Give it work again' : 'Drain'}
    </Button>
  )
}
