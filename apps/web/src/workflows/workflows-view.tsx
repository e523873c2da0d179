export const WorkflowsView = () => <h1>Workflows</h1>
