export const StoriesView = () => <h1>Stories</h1>
