import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/tokens.css'
import './styles/base.css'
import { App } from './app.tsx'
import { followTheme } from './shell/theme.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
followTheme()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
