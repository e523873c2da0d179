import { useQueryClient } from '@tanstack/react-query'
import { LogIn } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../api/api-problem.ts'
import { logIn } from '../api/session.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { problemOf } from '../ui/problem.ts'
import { TextField } from '../ui/text-field.tsx'
import styles from './login.module.css'

const wordsOf = (error: unknown): string =>
  error instanceof ApiProblem && error.status === 401
    ? 'That is not the token of this server.'
    : problemOf(error).detail

/** Asks for the token of a server that wants one; everything else comes after it. */
export const Login = () => {
  const queries = useQueryClient()
  const [value, setValue] = useState('')
  const [onThisMachine, setOnThisMachine] = useState(true)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (value.trim() === '') {
      setError('Give the token.')
      return
    }
    setBusy(true)
    try {
      await logIn(value.trim(), { onThisMachine })
      await queries.invalidateQueries()
    } catch (cause) {
      setError(wordsOf(cause))
      setBusy(false)
    }
  }
  return (
    <main className={styles.place}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <h1>Log in to Darkroom</h1>
        <p className={styles.words}>
          This server wants its token: what <code>API_TOKEN</code> was set to where it was started.
        </p>
        <TextField
          label="Token"
          type="password"
          autoComplete="current-password"
          required
          value={value}
          error={error}
          onChange={(next) => {
            setValue(next)
            setError(undefined)
          }}
        />
        <Checkbox
          label="Keep me logged in on this machine"
          checked={onThisMachine}
          onChange={setOnThisMachine}
        />
        <Button
          type="submit"
          variant="primary"
          size="large"
          busy={busy}
          icon={<LogIn aria-hidden />}
        >
          Log in
        </Button>
      </form>
    </main>
  )
}
