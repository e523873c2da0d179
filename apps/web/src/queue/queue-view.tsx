export const QueueView = () => <h1>Queue</h1>
