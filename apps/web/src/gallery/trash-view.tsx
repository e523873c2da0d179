export const TrashView = () => <h1>Trash</h1>
