export const ServersView = () => <h1>Servers</h1>
