export const CreateView = () => <h1>Create</h1>
