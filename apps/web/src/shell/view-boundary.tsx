import { Unplug } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHeader } from '../ui/page-header.tsx'

interface ViewBoundaryProps {
  readonly title: string
  readonly children: ReactNode
}

/** Keeps the rest of the page when a view cannot be shown, as when the server has a newer page without the files of this one. */
export class ViewBoundary extends Component<ViewBoundaryProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true }
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return (
      <>
        <PageHeader title={this.props.title} />
        <EmptyState
          icon={<Unplug />}
          title="This view cannot be shown."
          detail="The server is away, or has another version of the page by now. What you were filling in is kept."
          action={<Button onClick={() => location.reload()}>Load the page anew</Button>}
        />
      </>
    )
  }
}
